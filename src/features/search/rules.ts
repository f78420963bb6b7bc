import type { Say } from "@/language/say";

/** A term in all forms that it may have been written in; the first is as it was typed. */
export type Term = string[];

const SHORTEST = 2;
const LONGEST = 200;
const MOST_TERMS = 8;
const WORD = /[\p{L}\p{M}\p{Nd}]+/gu;

export type Asked =
  | { state: "nothing" }
  | { state: "refused"; problem: string }
  | { state: "terms"; terms: Term[] };

/**
 * Returns what is looked for: the words and numbers of what was typed, or why nothing can be. Everything else that was
 * typed, such as quotes, percent signs and null bytes, only ends a word.
 */
export function readQuery(typed: string, t: Say): Asked {
  if (typed.trim() === "") return { state: "nothing" };
  if (typed.length > LONGEST)
    return refused(t("search.refused.tooLong", { most: LONGEST, typed: typed.length }));
  const words = [...new Set(wordsOf(typed.normalize("NFC").toLowerCase()))];
  if (words.length === 0) return refused(t("search.refused.onlySigns"));
  if (words.join("").length < SHORTEST && !isSyllabic(words[0]!))
    return refused(t("search.refused.tooShort", { least: SHORTEST }));
  if (words.length > MOST_TERMS)
    return refused(t("search.refused.tooMany", { most: MOST_TERMS, typed: words.length }));
  return { state: "terms", terms: words.map(formsOf) };
}

/** Whether each character says as much as a word: Chinese, Japanese and Korean ones do. */
export const isSyllabic = (word: string) =>
  /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]+$/u.test(word);

const refused = (problem: string): Asked => ({ state: "refused", problem });
const wordsOf = (text: string) => text.match(WORD) ?? [];

const ASCII = /^[\0-\x7f]*$/;

/** Characters that are no plain character with a mark on it. */
const CHARACTERS: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  ł: "l",
  ħ: "h",
  ı: "i",
  þ: "th",
  ŋ: "n",
  ŧ: "t",
  ĸ: "q",
  ĳ: "ij",
  ŀ: "l",
  ſ: "s",
  ª: "a",
  º: "o",
  µ: "μ",
};
/** The other way of writing the same. */
const SPELT_OUT: Record<string, string> = {
  ä: "ae",
  ö: "oe",
  ü: "ue",
  ß: "ss",
  ø: "oe",
  å: "aa",
};

/** Returns a text without capitals and accents, as `search_unaccent` does in SQL. */
export function unaccent(text: string): string {
  const plain = text.toLowerCase().normalize("NFD").replaceAll(/\p{M}/gu, "");
  return [...plain].map((character) => CHARACTERS[character] ?? character).join("");
}

/** Returns a text without capitals, with "ue" for "ü", as `search_spelt_out` does in SQL. */
export function spellOut(text: string): string {
  const characters = [...text.normalize("NFC").toLowerCase()];
  return characters.map((character) => SPELT_OUT[character] ?? character).join("");
}

/** Returns a word as it is, without accents, and spelt out: "müller", "muller", "mueller". */
export function formsOf(word: string): Term {
  // Most words: cheaper, since a hundred long texts are read for one search.
  if (ASCII.test(word)) return [word.toLowerCase()];
  return [
    ...new Set([word.normalize("NFC").toLowerCase(), unaccent(word), unaccent(spellOut(word))]),
  ];
}

/** What is looked for, and each term's stems in the languages that are searched. */
export type Wanted = { terms: Term[]; stems: string[][] };

const EXACT = 4;
const BEGINNING = 3;
const STEM = 2;
const INSIDE = 1;
/** An ending that a stem's word may have beyond the word that was typed. */
const LONGEST_ENDING = 3;

/** How well a word fits a term: as it is, by its beginning, by its stem, or somewhere inside; 0 where it does not. */
function fit(word: string, term: Term, stems: string[]): number {
  const forms = formsOf(word);
  const some = (test: (form: string) => boolean) => forms.some(test);
  if (some((form) => term.includes(form))) return EXACT;
  if (some((form) => term.some((one) => form.startsWith(one)))) return BEGINNING;
  const longest = term[0]!.length + LONGEST_ENDING;
  const isStem = (form: string) => form.length <= longest && stems.some((s) => form.startsWith(s));
  if (some(isStem)) return STEM;
  const isPart = (one: string) => one.length > 2 || isSyllabic(one);
  return some((form) => term.some((one) => isPart(one) && form.includes(one))) ? INSIDE : 0;
}

// A search meets the same words again and again.
const met = new WeakMap<Wanted, Map<string, number[]>>();

/** How well a word fits each term. */
function fitsOf(word: string, wanted: Wanted): number[] {
  const cached = met.get(wanted) ?? new Map<string, number[]>();
  met.set(wanted, cached);
  const fits =
    cached.get(word) ?? wanted.terms.map((term, nth) => fit(word, term, wanted.stems[nth] ?? []));
  cached.set(word, fits);
  return fits;
}

/** Returns how well a text fits what is looked for: the sum over the terms of their best word in it. */
export function relevance(text: string, wanted: Wanted): number {
  const best = wanted.terms.map(() => 0);
  for (const word of wordsOf(text))
    for (const [nth, one] of fitsOf(word, wanted).entries()) best[nth] = Math.max(best[nth]!, one);
  return best.reduce((sum, one) => sum + one, 0);
}

/** What was found, before it is ranked: by which text, when it was, about whom, and where it is. */
export type Found = { id: string; found: string; at: Date; about: string; href: string };

/** Returns the best first; of equally good ones the latest. */
export function rank<Row extends { found: string; at: Date }>(rows: Row[], wanted: Wanted): Row[] {
  return rows
    .map((row) => ({ row, fits: relevance(row.found, wanted) }))
    .toSorted((a, b) => b.fits - a.fits || b.row.at.getTime() - a.row.at.getTime())
    .map(({ row }) => row);
}

export type Part = { text: string; isHit: boolean };

const BEFORE = 60;
const EXCERPT = 200;

/** Returns a text, or of a long one the part around its first hit, with each hit apart. */
export function excerpt(text: string, wanted: Wanted): Part[] {
  const plain = text.replaceAll(/\s+/g, " ").trim();
  const hits = hitsIn(plain, wanted);
  const from = plain.length <= EXCERPT ? 0 : wordFrom(plain, (hits[0]?.from ?? 0) - BEFORE);
  const to = from + EXCERPT;
  const parts: Part[] = [];
  let at = from;
  for (const hit of hits.filter((one) => one.from >= from && one.to <= to)) {
    parts.push({ text: plain.slice(at, hit.from), isHit: false });
    parts.push({ text: plain.slice(hit.from, hit.to), isHit: true });
    at = hit.to;
  }
  parts.push({ text: plain.slice(at, to), isHit: false });
  if (from > 0) parts.unshift({ text: "… ", isHit: false });
  if (to < plain.length) parts.push({ text: " …", isHit: false });
  return parts.filter((part) => part.text !== "");
}

const hitsIn = (text: string, wanted: Wanted) =>
  [...text.matchAll(WORD)]
    .filter(([word]) => fitsOf(word, wanted).some(Boolean))
    .map(({ 0: word, index }) => ({ from: index, to: index + word.length }));

/** The beginning of the word at or after a place in a text. */
function wordFrom(text: string, at: number): number {
  if (at <= 0) return 0;
  const space = text.indexOf(" ", at);
  return space < 0 || space - at > BEFORE ? at : space + 1;
}
