import type { Address, Attachment as Part, Email } from "postal-mime";
import { type Automatic, automaticOf } from "./automatic";
import { bodyOf } from "./bodies";
import { parseHeaders, parseMime, type Mime } from "./mime";

export type Header = { key: string; value: string };
export type Mailbox = { name: string; address: string };
/** A file of an email. One that is inline is an image within the HTML, most often of a signature. */
export type Attachment = { name: string; type: string; bytes: Uint8Array; isInline: boolean };

/** What a conversation needs of a raw email. */
export type ReadEmail = {
  from: Mailbox | null;
  to: Mailbox[];
  cc: Mailbox[];
  subject: string;
  /** Message ids with their angle brackets. */
  messageId: string | null;
  inReplyTo: string[];
  references: string[];
  date: Date | null;
  /** The whole text, of text/plain or made of the HTML. */
  text: string;
  /** What the person wrote, and what is quoted ("" if nothing): together every word of the text. */
  reply: string;
  quoted: string;
  /** Whether the person answered between the lines of the quote: then the whole text reads better. */
  isInterleaved: boolean;
  automatic: Automatic | null;
  attachments: Attachment[];
  /** All headers in their order, the topmost first, with names in lower case: for verdictOf. */
  headers: Header[];
  /** Whether a part of it could not be read; `problem` then says which, in a sentence. */
  isDamaged: boolean;
  problem: string | null;
};

const MOST_IDS = 100;

/** Returns what a raw email says. Never throws: of a damaged one it returns what can be read. */
export async function readEmail(raw: Uint8Array): Promise<ReadEmail> {
  return emailOf(await parseMime(raw));
}

/** Returns what the headers of a raw email say, as of a damaged one. */
export async function readHeaders(raw: Uint8Array): Promise<ReadEmail> {
  return emailOf(await parseHeaders(raw));
}

function emailOf({ email, flowed, problem }: Mime): ReadEmail {
  const headers = email.headers.map(({ key, value }) => ({ key, value }));
  const people = peopleOf(email);
  const subject = email.subject?.trim() ?? "";
  return {
    ...people,
    subject,
    messageId: idsOf(email.messageId)[0] ?? null,
    inReplyTo: idsOf(email.inReplyTo),
    references: idsOf(email.references),
    date: dateOf(email.date),
    ...bodyOf({ text: email.text, html: email.html, flowed }),
    automatic: automaticOf(headers, { from: people.from?.address ?? null, subject }),
    attachments: email.attachments.map(attachmentOf),
    headers,
    isDamaged: problem !== null,
    problem,
  };
}

const peopleOf = ({ from, to = [], cc = [] }: Email) => ({
  from: mailboxes(from ? [from] : [])[0] ?? null,
  to: mailboxes(to),
  cc: mailboxes(cc),
});

const mailboxes = (list: Address[]): Mailbox[] =>
  list
    .flatMap((one) => one.group ?? [one])
    .flatMap(({ name, address }) => (address ? [{ name, address }] : []));

/** The nearest ids are the last ones. */
const idsOf = (header: string | undefined): string[] =>
  (header?.match(/<[^<>\s]{1,998}>/g) ?? []).slice(-MOST_IDS);

function dateOf(header: string | undefined): Date | null {
  if (!header) return null;
  const date = new Date(header);
  return Number.isNaN(date.getTime()) ? null : date;
}

function attachmentOf({ filename, mimeType, content, contentId, related, disposition }: Part) {
  const isInline = disposition !== "attachment" && (related === true || contentId !== undefined);
  return {
    name: filename ?? (mimeType === "message/rfc822" ? "email.eml" : "attachment"),
    type: mimeType,
    bytes: typeof content === "string" ? Buffer.from(content) : new Uint8Array(content),
    isInline,
  };
}
