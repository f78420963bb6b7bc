import { createElement } from "react";
import { env } from "@/lib/env";
import { LetterLayout, letterText } from "./layout";
import type { FrozenLetter, Words } from "./words";

/** A header's worth of text: one line, no control characters, at most 200 characters. */
export function headerText(text: string): string {
  // Line and paragraph separators, bidirectional overrides and every control character become a space.
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]+/gu, " ").replace(/\s+/g, " ").trim().slice(0, 200);
}

/** A mailbox as a header takes it: the name quoted, nothing in it that could end the quote or begin an address. */
export function mailbox(name: string, address: string): string {
  const cleaned = headerText(name).replace(/["\\<>@,;:]+/g, " ").replace(/\s+/g, " ").trim();
  return cleaned ? `"${cleaned}" <${address}>` : address;
}

type Envelope = {
  fromName: string;
  /** The account's own address; the install's where it is left out. */
  fromAddress?: string | null;
  replyTo: string | null;
  toName: string;
  toAddress: string;
  subject: string;
  /** The Message-IDs of the thread's earlier letters, oldest first. */
  references?: string[];
};

/** Fixes a letter: its headers and both its halves, as they will leave at every attempt. */
export async function freeze(letter: Envelope, words: Words): Promise<FrozenLetter> {
  // Next's compiler refuses a static import of this module in what a route reaches.
  const { renderToStaticMarkup } = await import("react-dom/server");
  const subject = headerText(letter.subject);
  return {
    from: mailbox(letter.fromName, letter.fromAddress ?? env().MAIL_FROM ?? "letters@uptomark.example"),
    to: mailbox(letter.toName, letter.toAddress),
    replyTo: letter.replyTo,
    subject,
    text: letterText(words),
    html: `<!doctype html>${renderToStaticMarkup(createElement(LetterLayout, { subject, words }))}`,
    headers: { ...stopHeaders(words.stop?.url), ...threadHeaders(letter.references ?? []) },
  };
}

/** One click says no, without a page between: RFC 8058. */
function stopHeaders(url: string | undefined): Record<string, string> {
  return url ? { "List-Unsubscribe": `<${url}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } : {};
}

const MESSAGE_ID = /^<[^<>\s@]{1,200}@[^<>\s@]{1,200}>$/;

/** So that a mail program shows a project's letters as one thread. What is no Message-ID is left out. */
function threadHeaders(references: string[]): Record<string, string> {
  const known = references.filter((id) => MESSAGE_ID.test(id));
  const last = known.at(-1);
  return last ? { "In-Reply-To": last, References: known.join(" ") } : {};
}
