import { convert } from "html-to-text";
import PostalMime, { type Address, type Email } from "postal-mime";
import { type Automatic, automaticOf } from "./automatic";
import { foldReply } from "./fold";

export type Header = { key: string; value: string };
export type Mailbox = { name: string; address: string };
export type Attachment = { name: string; type: string; bytes: Uint8Array };

/** What a conversation needs of a raw email. */
export type ReadEmail = {
  from: Mailbox | null;
  to: Mailbox[];
  cc: Mailbox[];
  subject: string;
  messageId: string | null;
  inReplyTo: string[];
  references: string[];
  date: Date | null;
  /** The whole text, of text/plain or made of the HTML. */
  text: string;
  /** What the person wrote, and what is quoted ("" if nothing): together every word of the text. */
  reply: string;
  quoted: string;
  /** Whether the person answered between the lines of the quote: then show the whole text. */
  isInterleaved: boolean;
  automatic: Automatic | null;
  attachments: Attachment[];
  /** All headers in their order, the topmost first, names in lower case: for verdictOf. */
  headers: Header[];
  /** Whether a part of it could not be read; `problem` then says which, in a sentence. */
  isDamaged: boolean;
  problem: string | null;
};

const UNREADABLE = "This email is damaged and cannot be read here. The original is kept.";

/** Returns what a raw email says. Never throws: a damaged one is told by `isDamaged`. */
export async function readEmail(raw: Uint8Array): Promise<ReadEmail> {
  let email: Email = { headers: [], headerLines: [], attachments: [] };
  let problem: string | null = null;
  try {
    email = await PostalMime.parse(raw, { forceRfc822Attachments: true });
  } catch {
    problem = UNREADABLE;
  }
  const text = email.text ?? (email.html ? convert(email.html, { wordwrap: false }) : "");
  const date = email.date ? new Date(email.date) : null;
  return {
    from: mailboxes(email.from ? [email.from] : [])[0] ?? null,
    to: mailboxes(email.to ?? []),
    cc: mailboxes(email.cc ?? []),
    subject: email.subject ?? "",
    messageId: idsOf(email.messageId)[0] ?? null,
    inReplyTo: idsOf(email.inReplyTo),
    references: idsOf(email.references),
    date: date && !Number.isNaN(date.getTime()) ? date : null,
    text,
    ...foldReply(text),
    automatic: automaticOf(email.headers),
    attachments: email.attachments.map(({ filename, mimeType, content }) => ({
      name: filename ?? "",
      type: mimeType,
      bytes:
        typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content),
    })),
    headers: email.headers.map(({ key, value }) => ({ key, value })),
    isDamaged: problem !== null,
    problem,
  };
}

const mailboxes = (list: Address[]): Mailbox[] =>
  list
    .flatMap((one) => one.group ?? [one])
    .flatMap(({ name, address }) => (address ? [{ name, address }] : []));

const idsOf = (header: string | undefined): string[] => header?.match(/<[^<>\s]+>/g) ?? [];
