import { createElement } from "react";
import { cut } from "@/lib/cut";
import { env } from "@/lib/env";
import type { Look } from "@/lib/look";
import { EmailLayout, emailText } from "./layout";
import type { FrozenEmail, Words } from "./words";

/** Returns text fit for a header: one line, no control characters, at most 200 characters. */
export function headerText(text: string): string {
  // Line and paragraph separators, bidirectional overrides and every control character become a space.
  const line = text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return cut(line, 200);
}

/**
 * Returns a mailbox for a header: the name as a quoted string, with its quotes and backslashes
 * escaped (RFC 5322, 3.2.4), so that nothing in it can end the quote or begin another address.
 */
export function mailbox(name: string, address: string): string {
  const quoted = headerText(name).replace(/["\\]/g, "\\$&");
  const one = oneAddress(address);
  return quoted ? `"${quoted}" <${one}>` : one;
}

/** Returns an address with nothing in it that could end it or start another one. */
function oneAddress(address: string): string {
  return address.toWellFormed().replace(/[\p{Cc}\p{Cf}\s"\\<>,;:()[\]]+/gu, "");
}

type Envelope = {
  fromName: string;
  /** The account's own address; defaults to the install's. */
  fromAddress?: string | null;
  replyTo: string | null;
  toName: string;
  toAddress: string;
  subject: string;
  /** The Message-IDs of the thread's earlier emails, oldest first. */
  references?: string[];
  /** The studio's own, in an email to one of its people. */
  look?: Look | null;
};

/** Freezes an email: its headers and both halves, as they will be sent at every attempt. */
export async function freeze(email: Envelope, words: Words): Promise<FrozenEmail> {
  // Next's compiler refuses a static import of this module in code that a route reaches.
  const { renderToStaticMarkup } = await import("react-dom/server");
  const subject = headerText(email.subject);
  const page = createElement(EmailLayout, { subject, words, look: email.look });
  return {
    from: mailbox(
      email.fromName,
      email.fromAddress ?? env().MAIL_FROM ?? "emails@uptomark.example",
    ),
    to: mailbox(email.toName, email.toAddress),
    replyTo: email.replyTo && oneAddress(email.replyTo),
    subject,
    text: emailText(words).toWellFormed(),
    html: `<!doctype html>${renderToStaticMarkup(page)}`.toWellFormed(),
    tag: "email",
    headers: {
      ...unsubscribeHeaders(words.unsubscribe?.url),
      ...threadHeaders(email.references ?? []),
    },
  };
}

/**
 * Returns the headers for one-click unsubscribe (RFC 8058). The URL is normalised, so nothing in it
 * can end the header.
 */
function unsubscribeHeaders(url: string | undefined): Record<string, string> {
  const parsed = url && URL.canParse(url) ? new URL(url) : null;
  return parsed && /^https?:$/.test(parsed.protocol)
    ? {
        "List-Unsubscribe": `<${parsed.href}>`,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      }
    : {};
}

const MESSAGE_ID = /^<[!-;=?A-~]{1,200}@[!-;=?A-~]{1,200}>$/;

/**
 * Returns headers that make a mail program show a project's emails as one thread. Anything that is
 * not a Message-ID is left out.
 */
function threadHeaders(references: string[]): Record<string, string> {
  const valid = references.filter((id) => MESSAGE_ID.test(id));
  const last = valid.at(-1);
  return last ? { "In-Reply-To": last, References: valid.join(" ") } : {};
}
