import { createTranslator } from "use-intl/core";
import { fill } from "./plain";

/**
 * Returns the translator of a message file. Messages without a plural, number or tag are filled in
 * directly; only the others use the library, which costs ten times as much.
 */
export function translatorOf<M extends object>(tag: string, messages: M) {
  const library = createTranslator({
    locale: tag,
    messages,
    // A missing message is a bug, never a page with a gap.
    onError: (error) => {
      throw error;
    },
  });
  const plain = new Map(plainMessages(messages));
  type Key = Parameters<typeof library>[0];
  const say = library as unknown as (key: Key, values?: Record<string, string | number>) => string;
  const t = (key: Key, values?: Record<string, string | number>) => {
    const words = plain.get(key);
    if (words === undefined) return say(key, values);
    return values ? fill(words, values) : words;
  };
  return Object.assign(t, { rich: library.rich, raw: library.raw });
}

function plainMessages(tree: object, above = ""): [string, string][] {
  return Object.entries(tree).flatMap(
    ([key, value]: [string, string | object]): [string, string][] => {
      if (typeof value !== "string") return plainMessages(value, `${above}${key}.`);
      return /\{\w+,|</.test(value) ? [] : [[above + key, value]];
    },
  );
}
