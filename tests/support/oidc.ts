import { createHash, createSign, generateKeyPairSync, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Who is signed in at the provider, in its own words. */
type Person = { sub: string; email?: string; email_verified?: unknown; name?: string };

const CLIENT = { id: "uptomark", secret: "the secret of the studio at its provider" };
const text = (value: string | Uint8Array) => Buffer.from(value).toString("base64url");

type Asked = { nonce: string; challenge: string; redirect: string };

/**
 * An OpenID Connect provider over HTTP, whose person is signed in already and agrees to everything. It insists on
 * PKCE (S256), on a nonce, and on its client's secret, and takes each code once.
 */
export async function startOidc() {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const codes = new Map<string, Asked>();
  const state = {
    person: { sub: "mira" } as Person,
    /** Whether the signed token has the address; else it is said when asked with the other token. */
    isInToken: true,
    /** Another nonce than was asked for, or a key that nobody knows. */
    forged: null as "nonce" | "signature" | "somebody else" | null,
    isCancelled: false,
    asked: [] as string[],
  };

  const signed = (claims: object) => {
    const body = `${text(JSON.stringify({ alg: "RS256", kid: "one" }))}.${text(JSON.stringify(claims))}`;
    const key = state.forged === "signature" ? stranger.privateKey : privateKey;
    return `${body}.${createSign("sha256").update(body).sign(key, "base64url")}`;
  };
  const json = (response: ServerResponse, status: number, body: object) =>
    void response
      .writeHead(status, { "content-type": "application/json" })
      .end(JSON.stringify(body));

  const authorize = (query: URLSearchParams, response: ServerResponse) => {
    const back = new URL(query.get("redirect_uri")!);
    back.searchParams.set("state", query.get("state") ?? "");
    const challenge = query.get("code_challenge");
    const nonce = query.get("nonce");
    if (!challenge || !nonce || query.get("code_challenge_method") !== "S256")
      return json(response, 400, { error: "invalid_request" });
    if (state.isCancelled) back.searchParams.set("error", "access_denied");
    else {
      const code = randomBytes(16).toString("hex");
      codes.set(code, { nonce, challenge, redirect: query.get("redirect_uri")! });
      back.searchParams.set("code", code);
    }
    response.writeHead(302, { location: back.href }).end();
  };

  const exchange = (form: URLSearchParams, request: IncomingMessage, response: ServerResponse) => {
    const [id, secret] = Buffer.from((request.headers.authorization ?? "").slice(6), "base64")
      .toString()
      .split(":")
      .map((part) => decodeURIComponent(part.replaceAll("+", " ")));
    if (id !== CLIENT.id || secret !== CLIENT.secret)
      return json(response, 401, { error: "invalid_client", error_description: `no: ${secret}` });
    const asked = codes.get(form.get("code") ?? "");
    codes.delete(form.get("code") ?? "");
    const proof = createHash("sha256").update(form.get("code_verifier") ?? "");
    if (
      !asked ||
      asked.challenge !== proof.digest("base64url") ||
      asked.redirect !== form.get("redirect_uri")
    )
      return json(response, 400, { error: "invalid_grant" });
    const now = Math.floor(Date.now() / 1000);
    json(response, 200, {
      access_token: "a token for the person's own facts",
      token_type: "Bearer",
      id_token: signed({
        iss: address,
        aud: CLIENT.id,
        iat: now,
        exp: now + 60,
        nonce: state.forged === "nonce" ? "another" : asked.nonce,
        ...(state.isInToken ? state.person : { sub: state.person.sub }),
      }),
    });
  };

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url!, "http://localhost");
    state.asked.push(pathname);
    if (pathname === "/.well-known/openid-configuration")
      return json(response, 200, {
        issuer: address,
        authorization_endpoint: `${address}/authorize`,
        token_endpoint: `${address}/token`,
        userinfo_endpoint: `${address}/userinfo`,
        jwks_uri: `${address}/keys`,
        response_types_supported: ["code"],
        subject_types_supported: ["public"],
        id_token_signing_alg_values_supported: ["RS256"],
      });
    if (pathname === "/keys")
      return json(response, 200, {
        keys: [{ ...publicKey.export({ format: "jwk" }), kid: "one", use: "sig", alg: "RS256" }],
      });
    if (pathname === "/authorize") return authorize(searchParams, response);
    if (pathname === "/userinfo")
      return json(response, 200, {
        ...state.person,
        ...(state.forged === "somebody else" ? { sub: "somebody else" } : {}),
      });
    if (pathname !== "/token") return json(response, 404, { error: "not_found" });
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    exchange(new URLSearchParams(Buffer.concat(chunks).toString()), request, response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    ...CLIENT,
    address,
    state,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

export type Oidc = Awaited<ReturnType<typeof startOidc>>;
