import type { Hit, Reading } from "./reading";
import { languageNames } from "@/language/languages";

/** Returns another language than the reader's, where the text is clearly written in it. */
export function language({ language: written, facts }: Reading): Hit[] {
  return facts.language === null || written === facts.language
    ? []
    : [{ quote: languageNames[written], detail: languageNames[facts.language] }];
}
