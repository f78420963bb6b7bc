import type { Say } from "./say";
import { studioLocaleOf, studioMessages, type StudioWords } from "./studio";

/** A sentence that is kept in the database, such as why a follow-up was not sent. */
export type StoredKey = keyof StudioWords["stored"];

/** Returns a sentence as it is kept: in English, whoever reads it later in which language. */
export function stored(key: StoredKey, values?: Record<string, string | number>): string {
  return studioLocaleOf("en").t(`stored.${key}`, values);
}

/**
 * Returns a sentence that was kept, in its reader's language. One that is not among those of today stays
 * as it is: it is what a person typed, or what another program answered.
 */
export function retold(t: Say, sentence: string): string {
  for (const [key, pattern] of (patterns ??= compile())) {
    const places = pattern.exec(sentence);
    if (!places) continue;
    const filled = places.groups && numbersIn(places.groups);
    // What comes before may be a sentence that was kept earlier.
    const before = filled?.before;
    return t(
      `stored.${key}`,
      typeof before === "string" ? { ...filled, before: retold(t, before) } : filled,
    );
  }
  return sentence;
}

let patterns: [StoredKey, RegExp][] | undefined;

/** A pattern for each English sentence; what is filled in is a group of its name. */
function compile(): [StoredKey, RegExp][] {
  return Object.entries(studioMessages.en.stored).map(([key, words]) => [
    key as StoredKey,
    new RegExp(`^${words.split(PLACE).map(part).join("")}$`, "s"),
  ]);
}

/** "{days, plural, one {# day} other {# days}}" or "{name}"; of every other part the words. */
const PLACE = /(\{\w+, plural, one \{[^{}]*\} other \{[^{}]*\}\}|\{\w+\})/;

function part(text: string): string {
  const plural = /^\{(\w+), plural, one \{#([^{}]*)\} other \{#([^{}]*)\}\}$/.exec(text);
  if (plural) {
    const [, name, one = "", other = ""] = plural;
    return `(?<${name}>\\d+)(?:${RegExp.escape(one)}|${RegExp.escape(other)})`;
  }
  const name = /^\{(\w+)\}$/.exec(text)?.[1];
  return name ? `(?<${name}>.+)` : RegExp.escape(text);
}

function numbersIn(groups: Record<string, string>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(groups).map(([name, text]) => [name, /^\d+$/.test(text) ? Number(text) : text]),
  );
}
