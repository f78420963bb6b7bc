import { randomBytes } from "node:crypto";
import { headerText, mailbox } from "./freeze";

type Part = { name: string; type: string; bytes: Uint8Array };

export type Composed = {
  from: { name: string; address: string };
  to: string;
  subject: string;
  messageId: string;
  /** Left out where a header says it. */
  date?: Date;
  text: string;
  html?: string | null;
  attachments?: Part[];
  /** Further headers, one line each. */
  headers?: [name: string, value: string][];
};

const CRLF = "\r\n";

/** Returns an email as a mail server would hand it on (RFC 5322): everything in base64, in UTF-8. */
export function composeEmail(email: Composed): Uint8Array {
  const parts = [
    textPart("plain", email.text),
    ...(email.html ? [textPart("html", email.html)] : []),
  ];
  const boundary = () => `=_${randomBytes(12).toString("hex")}`;
  const words = multipart("alternative", boundary(), parts);
  const files = (email.attachments ?? []).map(filePart);
  const body = files.length > 0 ? multipart("mixed", boundary(), [words, ...files]) : words;
  const headers: [string, string][] = [
    ...(email.headers ?? []),
    ["From", encodedMailbox(email.from)],
    ["To", email.to],
    ["Subject", encodedWord(headerText(email.subject))],
    ["Message-ID", email.messageId],
    ...(email.date ? [["Date", rfcDate(email.date)] as [string, string]] : []),
    ["MIME-Version", "1.0"],
  ];
  const head = headers.map(([name, value]) => `${oneLine(name)}: ${oneLine(value)}`);
  return Buffer.from(`${head.join(CRLF)}${CRLF}${body}`, "utf8");
}

const rfcDate = (at: Date) => at.toUTCString().replace("GMT", "+0000");

const oneLine = (text: string) => text.replace(/[\r\n\0]+/g, " ");

export function encodedMailbox({ name, address }: { name: string; address: string }): string {
  return /^[\x20-\x7E]*$/.test(name)
    ? mailbox(name, address)
    : `${encodedWord(headerText(name))} <${mailbox("", address)}>`;
}

/** A text for a header in ASCII (RFC 2047), in pieces of whole characters. */
function encodedWord(text: string): string {
  if (/^[\x20-\x7E]*$/.test(text)) return text;
  const pieces: string[] = [];
  for (const character of text) {
    const last = pieces.at(-1);
    if (last !== undefined && Buffer.byteLength(last + character) <= 42)
      pieces[pieces.length - 1] = last + character;
    else pieces.push(character);
  }
  return pieces.map((piece) => `=?UTF-8?B?${base64(Buffer.from(piece))}?=`).join(" ");
}

function multipart(kind: string, boundary: string, parts: string[]): string {
  const inside = parts.map((part) => `--${boundary}${CRLF}${part}${CRLF}`).join("");
  return (
    `Content-Type: multipart/${kind}; boundary="${boundary}"${CRLF}${CRLF}` +
    `${inside}--${boundary}--${CRLF}`
  );
}

function textPart(kind: "plain" | "html", text: string): string {
  return part(`text/${kind}; charset=utf-8`, Buffer.from(text, "utf8"), []);
}

function filePart({ name, type, bytes }: Part): string {
  const shown = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return part(/^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : "application/octet-stream", bytes, [
    `Content-Disposition: attachment; filename*=UTF-8''${shown}`,
  ]);
}

function part(type: string, bytes: Uint8Array, more: string[]): string {
  const lines = base64(bytes).match(/.{1,76}/g) ?? [];
  const head = [`Content-Type: ${type}`, "Content-Transfer-Encoding: base64", ...more];
  return `${head.join(CRLF)}${CRLF}${CRLF}${lines.join(CRLF)}`;
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");
