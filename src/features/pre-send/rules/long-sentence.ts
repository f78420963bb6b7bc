import { countOf } from "@/language/plain";
import type { Hit, Reading } from "./reading";

const MOST_WORDS = 35;
/** As much of it as is quoted. */
const QUOTED_WORDS = 6;

/** Returns the sentences that are too long to follow. What is quoted in them does not count. */
export function longSentence({ sentences, facts: { said } }: Reading): Hit[] {
  return sentences.flatMap(({ text }) => {
    const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}’'\-.,:/]*/gu) ?? [];
    return words.length > MOST_WORDS
      ? [
          {
            quote: `${words.slice(0, QUOTED_WORDS).join(" ")}…`,
            detail: countOf(said.words, words.length, said.tag),
          },
        ]
      : [];
  });
}
