import PostalMime, { type Email } from "postal-mime";
import { stored } from "@/language/stored";

/** A parsed email, and what was wrong with it. */
export type Mime = {
  email: Email;
  /** Set when its plain text is format=flowed, with its lines as they came. */
  flowed: { hasDelSp: boolean } | null;
  problem: string | null;
};

const DAMAGED = stored("damaged");
const PARTLY = stored("partlyDamaged");
const EMPTY = stored("emptyEmail");
const NO_HEADERS = stored("noHeaders");
const GUESSED = stored("wrongCharset");
const CHARSET = stored("unreadableCharacters");
const TOO_LONG = stored("tooManyLines");
/** A file of 30 MB has as many; lines that are not encoded cost the parser 10 µs each. */
const MOST_LINES = 400_000;
const MOST_HEADER_BYTES = 64_000;

/** Returns an email's parts. One that cannot be parsed has its headers at least, where it has some. */
export async function parseMime(raw: Uint8Array): Promise<Mime> {
  if (raw.every((byte) => byte <= 32)) return { email: NOTHING, flowed: null, problem: EMPTY };
  if (hasTooManyLines(raw)) return headersOnly(raw, TOO_LONG);
  const { bytes, flowed } = withLinesAsTheyCame(raw);
  const whole = await parse(bytes);
  if (!whole) return headersOnly(raw, DAMAGED);
  const { email, problem } = await repaired(whole, bytes);
  return { email: withFlowedSpelledBack(email), flowed, problem: problem ?? problemOf(email) };
}

function hasTooManyLines(raw: Uint8Array): boolean {
  let lines = 0;
  for (let at = raw.indexOf(10); at !== -1; at = raw.indexOf(10, at + 1)) lines += 1;
  return lines > MOST_LINES;
}

/** Returns the headers of an email that cannot be read. */
export const parseHeaders = (raw: Uint8Array): Promise<Mime> => headersOnly(raw, DAMAGED);

async function headersOnly(raw: Uint8Array, problem: string): Promise<Mime> {
  return { email: (await parse(headersOf(raw))) ?? NOTHING, flowed: null, problem };
}

const NOTHING: Email = { headers: [], headerLines: [], attachments: [] };

async function parse(raw: Uint8Array): Promise<Email | null> {
  try {
    // A forwarded email is a file: its text is not what the person wrote.
    return await PostalMime.parse(raw, { forceRfc822Attachments: true });
  } catch {
    // It throws for more headers or a deeper nesting than any mail program makes.
    return null;
  }
}

function problemOf(email: Email): string | null {
  if (!email.from && !email.subject && !email.date) return NO_HEADERS;
  return bodyOf(email).includes("\uFFFD") ? CHARSET : null;
}

const bodyOf = ({ text, html }: Email) => text ?? html ?? "";

function headersOf(raw: Uint8Array): Uint8Array {
  const start = Buffer.from(raw.subarray(0, MOST_HEADER_BYTES)).toString("latin1");
  const end = /\r?\n\r?\n/.exec(start);
  const lastLine = start.lastIndexOf("\n");
  return raw.subarray(0, end ? end.index + 2 : lastLine === -1 ? start.length : lastLine);
}

/** A text part's header, with its continued lines. */
const PLAIN_TYPE = /^content-type:[ \t]*text\/plain\b[^\n]*(?:\n[ \t][^\n]*)*/gim;
const FLOWED = /(\bformat\s*=\s*"?)flowed/i;
const ASIDE = "fl0wed";

/** postal-mime joins flowed lines across quote depths, so the word is hidden from it. */
function withLinesAsTheyCame(raw: Uint8Array): Pick<Mime, "flowed"> & { bytes: Uint8Array } {
  const bytes = Buffer.from(raw);
  let flowed: Mime["flowed"] = null;
  for (const { 0: header, index } of bytes.toString("latin1").matchAll(PLAIN_TYPE)) {
    const found = FLOWED.exec(header);
    if (!found) continue;
    flowed ??= { hasDelSp: /\bdelsp\s*=\s*"?yes/i.test(header) };
    bytes.write(ASIDE, index + found.index + found[1]!.length, "latin1");
  }
  return { bytes, flowed };
}

const withFlowedSpelledBack = (email: Email): Email =>
  email.text?.includes(ASIDE) ? { ...email, text: email.text.replaceAll(ASIDE, "flowed") } : email;

type Repaired = { email: Email; problem: string | null };

/** Returns what can be read after all of an email with a wrong boundary or a wrong charset. */
async function repaired(email: Email, bytes: Uint8Array): Promise<Repaired> {
  if (isWithoutBody(email)) {
    const other = await parse(withGuessedBoundary(bytes));
    const isSame = !other || !bodyOf(other).trim();
    if (isSame) return { email, problem: null };
    return { email: { ...other, headers: email.headers }, problem: PARTLY };
  }
  const charset = otherCharset(bodyOf(email));
  const other = charset ? await parse(withCharset(email, bytes, charset)) : null;
  if (!other || bodyOf(other).includes("\uFFFD")) return { email, problem: null };
  return bodyOf(other) === bodyOf(email)
    ? { email, problem: null }
    : { email: { ...other, headers: email.headers }, problem: GUESSED };
}

/** UTF-8 that was read as Windows-1252: "Ã¼", "â€™". */
const MOJIBAKE = /[\u00C2\u00C3][\u0080-\u00BF]|\u00E2\u20AC/;

function otherCharset(text: string): string | null {
  if (text.includes("\uFFFD")) return "windows-1252";
  return MOJIBAKE.test(text) ? "utf-8" : null;
}

const TEXT_TYPE = /^(content-type:[ \t]*text\/\w+)([^\n]*(?:\n[ \t][^\n]*)*)/gim;
const CHARSET_PARAMETER = /;\s*charset\s*=\s*("?)[\w-]+\1/i;

/** Returns an email with another charset in the headers of its texts. */
function withCharset({ headers }: Email, bytes: Uint8Array, name: string): Uint8Array {
  const isPlain = !headers.some(({ key }) => key === "content-type");
  const source = Buffer.from(bytes).toString("latin1");
  const changed = isPlain
    ? `Content-Type: text/plain; charset=${name}\r\n${source}`
    : source.replace(
        TEXT_TYPE,
        (_, type: string, rest: string) =>
          `${type}; charset=${name}${rest.replace(CHARSET_PARAMETER, "")}`,
      );
  return Buffer.from(changed, "latin1");
}

const isWithoutBody = ({ text, html, attachments, headers }: Email) =>
  !text &&
  !html &&
  attachments.length === 0 &&
  headers.some(({ key, value }) => key === "content-type" && /^multipart\//i.test(value));

const FIRST_PART = /^--([^\r\n]{1,200}?)[ \t]*\r?\n(?=content-)/im;
const ROOT_TYPE = /^content-type:[^\n]*(?:\n[ \t][^\n]*)*\n/im;

/** A multipart email whose parts begin otherwise than its header says, or which has no parts. */
function withGuessedBoundary(bytes: Uint8Array): Uint8Array {
  const source = Buffer.from(bytes).toString("latin1");
  const boundary = FIRST_PART.exec(source)?.[1];
  const type = boundary
    ? `Content-Type: multipart/mixed; boundary="${boundary.replaceAll('"', "")}"\r\n`
    : "Content-Type: text/plain; charset=utf-8\r\n";
  return Buffer.from(
    source.replace(ROOT_TYPE, () => type),
    "latin1",
  );
}
