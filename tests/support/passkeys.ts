import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";

/** What an answer says otherwise than an honest device and browser would. */
type Otherwise = {
  /** The page's origin, as the browser says it. */ origin?: string;
  /** Whose passkey the device says it is. */ handle?: string;
  /** Without asking its person for a finger, a face or a PIN. */ unverified?: true;
  count?: number;
};

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");
const hash = (bytes: string | Uint8Array) => createHash("sha256").update(bytes).digest();

/** A device that keeps one passkey for a site, and answers as a browser hands its answers on. */
export function makeDevice(site: { id: string; origin: string }) {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const id = randomBytes(16);
  let count = 0;

  const clientData = (type: string, challenge: string, { origin = site.origin }: Otherwise) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  /** User present, verified, may be backed up and is; whether a new key follows. */
  const authenticatorData = (otherwise: Otherwise, key = Buffer.alloc(0)) => {
    const flags = 0b0001_1001 | (otherwise.unverified ? 0 : 0b100) | (key.length > 0 ? 0x40 : 0);
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(otherwise.count ?? count);
    return Buffer.concat([hash(site.id), Buffer.from([flags]), counter, key]);
  };
  const newKey = () => {
    const { x, y } = publicKey.export({ format: "jwk" });
    const cose = isoCBOR.encode(
      new Map<number, number | Uint8Array>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, new Uint8Array(Buffer.from(x!, "base64url"))],
        [-3, new Uint8Array(Buffer.from(y!, "base64url"))],
      ]),
    );
    const length = Buffer.alloc(2);
    length.writeUInt16BE(id.length);
    return Buffer.concat([Buffer.alloc(16), length, id, cose]);
  };
  const answer = (response: object) =>
    JSON.stringify({
      id: text(id),
      rawId: text(id),
      type: "public-key",
      clientExtensionResults: {},
      response,
    });

  return {
    /** What it answers when a passkey is made. */
    register(challenge: string, otherwise: Otherwise = {}): string {
      const attestation = new Map<string, string | Uint8Array | Map<string, string>>();
      attestation.set("fmt", "none");
      attestation.set("attStmt", new Map<string, string>());
      attestation.set("authData", new Uint8Array(authenticatorData(otherwise, newKey())));
      return answer({
        clientDataJSON: text(clientData("webauthn.create", challenge, otherwise)),
        attestationObject: text(isoCBOR.encode(attestation)),
        transports: ["internal", "hybrid"],
      });
    },
    /** What it answers when the passkey is used. It counts each time. */
    use(challenge: string, otherwise: Otherwise = {}): string {
      count += 1;
      const client = clientData("webauthn.get", challenge, otherwise);
      const data = authenticatorData(otherwise);
      return answer({
        clientDataJSON: text(client),
        authenticatorData: text(data),
        signature: text(sign("sha256", Buffer.concat([data, hash(client)]), privateKey)),
        userHandle: otherwise.handle,
      });
    },
  };
}
