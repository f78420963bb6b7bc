import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A raw email of the corpus, with what its writer wrote and what was written to them before. */
export type Case = { name: string; raw: Buffer; reply: string; quote: string };

/** Returns the emails of tests/corpus/replies, each with the two texts beside it. */
export function corpus(folder = "tests/corpus/replies"): Case[] {
  const text = (file: string) => readFileSync(join(folder, file), "utf8");
  return readdirSync(folder)
    .filter((file) => file.endsWith(".eml"))
    .map((file) => {
      const name = file.slice(0, -".eml".length);
      return {
        name,
        raw: readFileSync(join(folder, file)),
        reply: text(`${name}.reply.txt`),
        quote: text(`${name}.quote.txt`),
      };
    });
}

export type Parts = { text: string; reply: string; quoted: string };

/** Returns what went wrong with one email, in words; each list is empty when it is right. */
export function faultsOf({ reply, quote }: Case, parts: Parts) {
  return {
    /** Words that the person wrote and the reply has not. */
    lost: missing(reply, parts.reply),
    /** Words in the reply that the person did not write. */
    extra: missing(parts.reply, reply),
    /** Words of the whole text, or of the quote, that are in neither part. */
    gone: [
      ...missing(parts.text, `${parts.reply}\n${parts.quoted}`),
      ...missing(quote, parts.quoted),
    ],
  };
}

const WORD = /[\p{L}\p{M}\p{N}]+|\p{Extended_Pictographic}/gu;
const wordsOf = (text: string) => text.toLowerCase().match(WORD) ?? [];

/** Returns the words of a text that another has not, or less often. */
export function missing(from: string, within: string): string[] {
  const counts = new Map<string, number>();
  for (const word of wordsOf(within)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return wordsOf(from).filter((word) => {
    const left = counts.get(word) ?? 0;
    counts.set(word, left - 1);
    return left <= 0;
  });
}
