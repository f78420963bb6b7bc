import type { Say } from "@/language/say";

type Item = { id: string };

/** The longest list allowed: nobody reads a longer one to its end. */
export const MOST_ITEMS = 100;

/**
 * Returns a list's ids after one item has swapped with its neighbour; unchanged at an end of the
 * list.
 */
export function moved(items: Item[], id: string, direction: "up" | "down"): string[] {
  const ids = items.map((item) => item.id);
  const from = ids.indexOf(id);
  const to = direction === "up" ? from - 1 : from + 1;
  if (from < 0 || to < 0 || to >= ids.length) return ids;
  return ids.with(from, ids[to]!).with(to, id);
}

/**
 * Returns the template's items that a list does not have yet, in order, each once. Case and spaces
 * around do not count.
 */
export function missingFrom(list: string[], template: string[]): string[] {
  const existing = new Set(list.map(plain));
  return template.filter((text) => !existing.has(plain(text)) && existing.add(plain(text)));
}

const NAMED = 5;

/**
 * Returns what is still open, by name: "“Proof the captions” and “Back up the files”". After five
 * it says how many more.
 */
export function namesOf(open: string[], t: Say, tag: string): string {
  const names = open.slice(0, NAMED).map((text) => t("checklist.quoted", { text }));
  const more = open.length - names.length;
  if (more > 0) names.push(t("checklist.moreNames", { count: more }));
  return new Intl.ListFormat(tag).format(names);
}

function plain(text: string): string {
  return text.trim().toLocaleLowerCase("en-GB");
}
