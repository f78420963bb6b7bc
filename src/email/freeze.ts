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

/** Fixes a letter: its headers and both its halves, as they will leave at every attempt. */
export async function freeze(letter: { fromName: string; replyTo: string | null; toName: string; toAddress: string; subject: string }, words: Words): Promise<FrozenLetter> {
  // Next's compiler refuses a static import of this module in what a route reaches.
  const { renderToStaticMarkup } = await import("react-dom/server");
  const subject = headerText(letter.subject);
  return {
    from: mailbox(letter.fromName, env().MAIL_FROM ?? "letters@uptomark.example"),
    to: mailbox(letter.toName, letter.toAddress),
    replyTo: letter.replyTo,
    subject,
    text: letterText(words),
    html: `<!doctype html>${renderToStaticMarkup(createElement(LetterLayout, { subject, words }))}`,
  };
}
