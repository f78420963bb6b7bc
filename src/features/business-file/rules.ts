/** What there is to know about a client's business, the first thing to ask first. */
export const partNames = ["sells", "toWhom", "words", "dates", "cannot"] as const;

export type Part = (typeof partNames)[number];
export type Known = Record<Part, string>;

/** Returns the first thing that is not known yet, to be asked next; null once everything is. */
export function nextToAsk(known: Known): Part | null {
  return partNames.find((name) => known[name] === "") ?? null;
}
