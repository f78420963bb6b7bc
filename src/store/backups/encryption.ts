import { createCipheriv, createDecipheriv, hash, hkdfSync, randomBytes } from "node:crypto";
import { BackupProblem } from "./problem";

// A backup: a head, chunks of 64 KiB under AES-256-GCM, an end. Each chunk's nonce is its number and whether it
// is the last one, so none can be left out, swapped or added (docs/decisions/051).
const MAGIC = Buffer.from("uptomark backup\n");
const END = Buffer.from("\nuptomark end\n");
const FORMAT = 1;
const SALT = 32;
const CHECK = 16;
const SUM = 8;
const HEAD = MAGIC.length + 1 + SALT + CHECK + SUM;
const CHUNK = 65_536;
const TAG = 16;

const CUT = "The backup is cut short: its end is missing. Take another copy of it.";
const DAMAGED = "The backup is damaged: its bytes are not those that were written.";

/** The key of one file, and what says whether a secret is the one it was made under. */
function keysOf(secret: string, salt: Uint8Array) {
  const both = Buffer.from(hkdfSync("sha256", secret, salt, "uptomark backup", 32 + CHECK));
  return { key: both.subarray(0, 32), check: both.subarray(32) };
}

const sumOf = (bytes: Uint8Array) => hash("sha256", bytes, "buffer").subarray(0, SUM);

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(number, 0, 6);
  nonce[11] = Number(isLast);
  return nonce;
}

/** Encrypts what passes, under a key of its own that is derived from `secret`. */
export async function* encrypt(secret: string, source: AsyncIterable<Uint8Array>) {
  const salt = randomBytes(SALT);
  const { key, check } = keysOf(secret, salt);
  const begin = Buffer.concat([MAGIC, Buffer.of(FORMAT), salt, check]);
  const head = Buffer.concat([begin, sumOf(begin)]);
  const sealed = (chunk: Uint8Array, number: number, isLast: boolean) => {
    const cipher = createCipheriv("aes-256-gcm", key, nonceOf(number, isLast)).setAAD(head);
    return Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
  };
  yield head;
  let number = 0;
  let waiting = Buffer.alloc(0);
  for await (const bytes of source) {
    waiting = Buffer.concat([waiting, bytes]);
    let at = 0;
    for (; waiting.length - at > CHUNK; at += CHUNK)
      yield sealed(waiting.subarray(at, at + CHUNK), number++, false);
    waiting = waiting.subarray(at);
  }
  yield sealed(waiting, number, true);
  yield END;
}

/**
 * Decrypts what `encrypt` wrote. Throws BackupProblem where it is no backup, of a newer format, under another
 * secret, damaged or cut short; by then what came before was handed on, so nobody may rely on it earlier than the end.
 */
export async function* decrypt(secret: string, source: AsyncIterable<Uint8Array>) {
  let waiting = Buffer.alloc(0);
  let open: ReturnType<typeof openerOf> | undefined;
  let number = 0;
  for await (const bytes of source) {
    waiting = Buffer.concat([waiting, bytes]);
    if (!open) {
      if (waiting.length < HEAD) continue;
      open = openerOf(secret, waiting.subarray(0, HEAD));
      waiting = waiting.subarray(HEAD);
    }
    let at = 0;
    // One that may be the last is held back until the end is known.
    for (; waiting.length - at > CHUNK + TAG + END.length; at += CHUNK + TAG)
      yield open(waiting.subarray(at, at + CHUNK + TAG), number++, false);
    waiting = waiting.subarray(at);
  }
  if (!open && waiting.length > 0 && !MAGIC.equals(waiting.subarray(0, MAGIC.length)))
    throw new BackupProblem("This file is not a backup of Uptomark.");
  const rest = waiting.length - END.length;
  if (!open || rest < TAG || !waiting.subarray(rest).equals(END)) throw new BackupProblem(CUT);
  yield open(waiting.subarray(0, rest), number, true);
}

function openerOf(secret: string, head: Buffer) {
  if (!head.subarray(0, MAGIC.length).equals(MAGIC))
    throw new BackupProblem("This file is not a backup of Uptomark.");
  const begin = head.subarray(0, HEAD - SUM);
  if (!sumOf(begin).equals(head.subarray(HEAD - SUM))) throw new BackupProblem(DAMAGED);
  if (head[MAGIC.length]! > FORMAT)
    throw new BackupProblem("The backup was made by a newer Uptomark: restore it with that one.");
  const salt = begin.subarray(MAGIC.length + 1, MAGIC.length + 1 + SALT);
  const { key, check } = keysOf(secret, salt);
  if (!check.equals(begin.subarray(-CHECK)))
    throw new BackupProblem(
      "The backup was made under another APP_SECRET. Set the one of the install that made it, and try again.",
    );
  return (chunk: Uint8Array, number: number, isLast: boolean): Buffer => {
    const decipher = createDecipheriv("aes-256-gcm", key, nonceOf(number, isLast));
    decipher.setAAD(head).setAuthTag(chunk.subarray(chunk.length - TAG));
    try {
      return Buffer.concat([
        decipher.update(chunk.subarray(0, chunk.length - TAG)),
        decipher.final(),
      ]);
    } catch (error) {
      throw new BackupProblem(DAMAGED, { cause: error });
    }
  };
}
