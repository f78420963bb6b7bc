// The browser's preview and the email say the same words from this one file: nothing heavy is imported here.
import { fill } from "@/language/plain";

/** What a delay notice says. Days are YYYY-MM-DD. */
export type Notice = {
  title: string;
  fromOn: string;
  toOn: string;
  reason: string;
  effect: string;
  doing: string;
};

const PLACEHOLDERS = new Set([
  "tbd",
  "tba",
  "tbc",
  "todo",
  "to do",
  "na",
  "n a",
  "none",
  "nothing",
  "no reason",
  "reason",
  "reasons",
  "because",
  "just because",
  "delay",
  "delayed",
  "a delay",
  "delays",
  "late",
  "running late",
  "busy",
  "too busy",
  "very busy",
  "so busy",
  "i was busy",
  "i am busy",
  "no time",
  "not enough time",
  "sorry",
  "apologies",
  "xxx",
  "xxxx",
  "test",
  "placeholder",
  "lorem ipsum",
  "to be defined",
  "to be determined",
  "to be decided",
  "various",
  "various reasons",
  "unknown",
  "other",
  "etc",
  "asap",
  "personal",
  "stuff",
  "things",
  "moved",
  "postponed",
  "rescheduled",
]);
const SMALL_WORDS = new Set([
  "the",
  "a",
  "an",
  "is",
  "are",
  "was",
  "be",
  "of",
  "to",
  "for",
  "and",
  "or",
  "will",
  "late",
  "delayed",
  "delay",
  "moved",
  "because",
  "it",
]);

/** What is wrong with a reason: a key under "deadlines.noReason". */
export type NoReason = "missing" | "placeholder" | "title";

/**
 * Returns why a reason is not good enough; null when it is.
 * An empty text, a placeholder, three characters, one repeated character or the title again are
 * refused: an empty reason is worse than none.
 */
export function whyNoReason(reason: string, title: string): NoReason | null {
  const words = wordsOf(reason);
  const characters = reason.match(/\p{L}/gu) ?? [];
  const fewest = characters.some((character) =>
    /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u.test(character),
  )
    ? 2
    : 4;
  if (words.length === 0) return "missing";
  if (
    characters.length < fewest ||
    new Set(characters.map((character) => character.toLowerCase())).size === 1 ||
    PLACEHOLDERS.has(words.join(" "))
  )
    return "placeholder";
  const ofTitle = new Set(wordsOf(title));
  if (words.every((word) => ofTitle.has(word) || SMALL_WORDS.has(word))) return "title";
  return null;
}

/** The words of a delay notice in the reader's language, with placeholders. */
export type NoticeWords = { moved: string; reason: string; effect: string; doing: string };

/** Returns a delay notice as paragraphs. `name` writes a day the way the reader is used to. */
export function noticeParagraphs(
  words: NoticeWords,
  notice: Notice,
  name: (day: string) => string,
): string[] {
  const said = (kind: "reason" | "effect" | "doing") =>
    fill(words[kind], { text: sentence(notice[kind]) });
  return [
    fill(words.moved, { title: notice.title, from: name(notice.fromOn), to: name(notice.toOn) }),
    said("reason"),
    ...(notice.effect ? [said("effect")] : []),
    ...(notice.doing ? [said("doing")] : []),
  ];
}

function sentence(text: string): string {
  return /[.!?…。]$/u.test(text.trim()) ? text.trim() : `${text.trim()}.`;
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize("NFKD")
      .replace(/\p{M}+/gu, "")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}
