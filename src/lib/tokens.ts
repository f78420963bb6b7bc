import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hash,
  hkdfSync,
  randomBytes,
} from "node:crypto";
import { env } from "./env";

const TOKEN_LENGTH = 43;
const TOKEN_SHAPE = new RegExp(`^[A-Za-z0-9_-]{${TOKEN_LENGTH}}$`);

/** Returns a new 256-bit secret: 43 characters that are safe in a URL. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** Returns what is stored of a token for look-up: its SHA-256, 32 bytes. */
export function hashToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(hash("sha256", token, "buffer"));
}

/**
 * The token at the beginning of a text that may have something of what stood around a link at its end: a full stop, a
 * bracket, "&amp;". A token has its length. Null where there is none.
 */
export function tokenWithin(value: unknown): string | null {
  return typeof value === "string" ? parseToken(value.slice(0, TOKEN_LENGTH)) : null;
}

/** The token if it has a token's shape, else null; so that nothing else ever reaches a look-up. */
export function parseToken(value: unknown): string | null {
  return typeof value === "string" && TOKEN_SHAPE.test(value) ? value : null;
}

/**
 * The purposes of sealed texts, with the labels their keys are derived from. Each purpose has its
 * own key, so one never opens as another. Labels never change: a text sealed under one cannot be
 * opened under another.
 */
const labels = {
  "calendar-link": "calendar-link",
  "contact-link": "contact-link",
  email: "letter",
  "erased-address": "erased-address",
  "follow-up": "follow-up",
  "inbound-email": "inbound-email",
  "mail-account": "mail-account",
  "own-mailbox": "own-mailbox",
  "reply-address": "reply-address",
  "subcontractor-link": "subcontractor-link",
  "survey-link": "survey-link",
  "unsubscribe-link": "stop-link",
  "webhook-secret": "mail-hook",
  "webhook-signing": "webhook-signing",
} as const;
type Purpose = keyof typeof labels;

const keys = new Map<Purpose, Buffer>();

function keyFor(purpose: Purpose): Buffer {
  let key = keys.get(purpose);
  if (!key) {
    key = Buffer.from(hkdfSync("sha256", env().APP_SECRET, "uptomark", labels[purpose], 32));
    keys.set(purpose, key);
  }
  return key;
}

/**
 * Returns a text encrypted with AES-256-GCM under a key derived from APP_SECRET: nonce (12), tag
 * (16), cipher.
 */
export function seal(purpose: Purpose, text: string): Uint8Array<ArrayBuffer> {
  return sealBytes(purpose, Buffer.from(text, "utf8"));
}

/**
 * Returns the text that was sealed for this purpose. Throws when it was sealed for another,
 * altered, or sealed under another APP_SECRET.
 */
export function unseal(purpose: Purpose, sealed: Uint8Array): string {
  return unsealBytes(purpose, sealed).toString("utf8");
}

/** The same as `seal`, for bytes. */
export function sealBytes(purpose: Purpose, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyFor(purpose), nonce);
  const body = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), body]));
}

/** The same as `unseal`, for bytes. */
export function unsealBytes(purpose: Purpose, sealed: Uint8Array): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", keyFor(purpose), sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
}

const BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

/** Returns bytes in base32 (RFC 4648, without padding), which survives being lower-cased. */
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const characters = bits.match(/.{1,5}/g) ?? [];
  return characters.map((five) => BASE32[Number.parseInt(five.padEnd(5, "0"), 2)]).join("");
}

/** Returns the bytes that `base32` wrote; characters that are none of its own are taken for "a". */
export function fromBase32(characters: string): Uint8Array {
  const bits = [...characters]
    .map((character) => Math.max(0, BASE32.indexOf(character)).toString(2).padStart(5, "0"))
    .join("");
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (eight) => Number.parseInt(eight, 2));
}

/**
 * Returns the secret that belongs to a subject: 160 bits in base32, 32 characters, the same whenever
 * it is asked for. Nobody without APP_SECRET can tell it.
 */
export function derivedToken(purpose: Purpose, subject: string): string {
  const mac = createHmac("sha256", keyFor(purpose)).update(subject).digest();
  return base32(mac.subarray(0, 20));
}

/**
 * Returns a hash that a subject is known again by, and that nobody can read it from: HMAC-SHA-256 under the
 * purpose's key. Without APP_SECRET no guess at the subject can be tried.
 */
export function keyedHash(purpose: Purpose, subject: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHmac("sha256", keyFor(purpose)).update(subject).digest());
}
