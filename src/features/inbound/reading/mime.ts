import PostalMime, { type Email } from "postal-mime";

/** A parsed email, and what was wrong with it. */
export type Mime = {
  email: Email;
  /** Set when its plain text is format=flowed, with its lines as they came. */
  flowed: { hasDelSp: boolean } | null;
  problem: string | null;
};

const DAMAGED = "This email is damaged and cannot be read here. The original is kept.";
const PARTLY = "This email is damaged: some of its text may be missing here. The original is kept.";
const EMPTY = "This email is empty.";
const NO_HEADERS = "This email has no sender and no subject. The original is kept.";
const CHARSET = "Some characters of this email cannot be read here. The original is kept.";
const TOO_LONG = "This email has too many lines to be read here. The original is kept.";
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
  const email = withFlowedSpelledBack(await repaired(whole, bytes));
  return { email, flowed, problem: problemOf(email, whole) };
}

function hasTooManyLines(raw: Uint8Array): boolean {
  let lines = 0;
  for (let at = raw.indexOf(10); at !== -1; at = raw.indexOf(10, at + 1)) lines += 1;
  return lines > MOST_LINES;
}

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

function problemOf(email: Email, whole: Email): string | null {
  if (email !== whole && !isSameText(email, whole)) return PARTLY;
  if (!email.from && !email.subject && !email.date) return NO_HEADERS;
  return (email.text ?? email.html ?? "").includes("\uFFFD") ? CHARSET : null;
}

const isSameText = (one: Email, other: Email) => one.text === other.text && one.html === other.html;

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

/** Returns what can be read after all of an email with a wrong boundary or a wrong charset. */
async function repaired(email: Email, bytes: Buffer | Uint8Array): Promise<Email> {
  if (isWithoutBody(email)) {
    const other = await parse(withGuessedBoundary(bytes));
    return other ? { ...other, headers: email.headers } : email;
  }
  const text = email.text ?? email.html ?? "";
  if (text.includes("\uFFFD")) return (await parse(withCharset(bytes, "windows-1252"))) ?? email;
  if (MOJIBAKE.test(text)) {
    const other = await parse(withCharset(bytes, "utf-8"));
    return other && !(other.text ?? other.html ?? "").includes("\uFFFD") ? other : email;
  }
  return email;
}

/** UTF-8 that was read as Windows-1252: "Ã¼", "â€™". */
const MOJIBAKE = /[\u00C2\u00C3][\u0080-\u00BF]|\u00E2\u20AC/;
const CHARSET_NAME = /(\bcharset\s*=\s*)("?)[\w-]+\2/gi;

const withCharset = (bytes: Uint8Array, name: string) =>
  Buffer.from(Buffer.from(bytes).toString("latin1").replace(CHARSET_NAME, `$1"${name}"`), "latin1");

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
