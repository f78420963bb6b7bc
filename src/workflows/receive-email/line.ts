import type { ReadEmail } from "@/features/inbound/reading/read";
import type { InboundWords } from "@/features/inbound/schema";
import type { Locale } from "@/language/locale";
import { cut } from "@/lib/cut";

/** As much of an email as is kept in words, and as much of it as a line of a thread has. */
const MOST_TEXT = 400_000;
const MOST_LINE = 50_000;
const MOST_NAMED = 100;

// Control characters that cannot be stored or mean nothing in a text; tabs and line breaks stay.
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g;

const tidy = (text: string) => cut(text.replace(/\r\n?/g, "\n").replace(CONTROL, ""), MOST_TEXT);

/** The words of an email as they are kept. */
export function wordsOf(email: ReadEmail): InboundWords {
  const { text, reply, quoted, isInterleaved, attachments, problem } = email;
  return {
    text: tidy(text),
    reply: tidy(reply).trim(),
    quoted: tidy(quoted).trim(),
    isInterleaved,
    attachments: attachments
      .slice(0, MOST_NAMED)
      .map(({ name, bytes }) => ({ name: cut(name, 200), bytes: bytes.byteLength })),
    problem,
  };
}

/**
 * What an email becomes as a line of a thread: what its sender wrote; all of it where they answered between
 * the lines of the quote. Where there are no words it says so, in the sender's language.
 */
export function lineOf(words: InboundWords, { t }: Pick<Locale, "t">): string {
  const said = (words.isInterleaved ? words.text : words.reply).trim();
  if (said !== "") return cut(said, MOST_LINE);
  return t(words.attachments.length > 0 ? "inbound.filesOnly" : "inbound.noText");
}
