import type { Language } from "@/language/languages";

// \b knows ASCII alone: a word ends where the next character belongs to none.
const word = (words: string) => new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, "giu");

/** What gives a reason in each language. In what happened it belongs; in an apology it reads as an excuse. */
export const reasonWords: Record<Language, RegExp> = {
  en: word("because|due to"),
  de: word("weil|wegen|aufgrund"),
  fr: word("parce qu[e’']|en raison d[eu]|à cause d[eu]|car"),
  es: word("porque|debido a"),
  pt: word("porque|devido a"),
};
