import EmailReplyParser from "email-reply-parser";

/** A text in two: what the person wrote, and the quote below or between it. */
export type Folded = {
  reply: string;
  quoted: string;
  /** Whether the person answered between the lines of the quote. */
  isInterleaved: boolean;
};

/** Returns a text as what the person wrote and what is quoted; together they have every word. */
export function foldReply(text: string): Folded {
  const fragments = new EmailReplyParser().read(text).getFragments();
  const part = (isQuoted: boolean) =>
    fragments
      .filter((fragment) => fragment.isQuoted() === isQuoted)
      .map((fragment) => fragment.getContent())
      .join("\n")
      .trim();
  return { reply: part(false), quoted: part(true), isInterleaved: false };
}
