import { studioLocaleOf } from "@/language/studio";
import type { Said } from "./rules/reading";

/** Returns what is said about findings in a language. */
export function saidIn(language: string): Said {
  const { words, tag } = studioLocaleOf(language);
  return { ...words.preSend, languages: words.languages, tag };
}
