import { francAll } from "franc-min";
import type { Hit, Reading } from "@/features/pre-send/reading";
import { languageNames, LANGUAGES, type Language } from "@/language/languages";

const codes: Record<Language, string> = { en: "eng", de: "deu", fr: "fra", es: "spa", pt: "por" };

/** Fewer words say too little. */
const LEAST_WORDS = 8;
/** Names and terms are written with capitals; a sentence has other words as well. */
const LEAST_SMALL_WORDS = 5;
/** How near to the best the reader's own language may come. */
const NEAR = 0.9;

/** Returns another language than the reader's, where the text is clearly written in it. */
export function language({ own, facts }: Reading): Hit[] {
  const words = own.match(/\p{L}[\p{L}’']*/gu) ?? [];
  const small = words.filter((word) => /^\p{Ll}{2}/u.test(word));
  if (words.length < LEAST_WORDS || small.length < LEAST_SMALL_WORDS) return [];
  const scores = new Map(francAll(own, { only: Object.values(codes) }));
  const score = (of: Language) => scores.get(codes[of]) ?? 0;
  const best = LANGUAGES.toSorted((a, b) => score(b) - score(a))[0]!;
  if (best === facts.language || score(facts.language) >= NEAR * score(best)) return [];
  return [{ quote: languageNames[best], detail: languageNames[facts.language] }];
}
