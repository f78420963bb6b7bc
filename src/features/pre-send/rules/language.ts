import type { Hit, Reading } from "./reading";

/** Returns another language than the reader's, where the text is clearly written in it. */
export function language({ language: written, facts }: Reading): Hit[] {
  return facts.language === null || written === facts.language
    ? []
    : [{ quote: facts.said.languages[written], detail: facts.said.languages[facts.language] }];
}
