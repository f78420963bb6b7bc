import { francAll } from "franc-min";
import { LANGUAGES, type Language } from "@/language/languages";

const codes: Record<Language, string> = { en: "eng", de: "deu", fr: "fra", es: "spa", pt: "por" };

/** Words that hardly a sentence of a language is without, and that no other of ours has. */
const SMALL_WORDS: Record<Language, Set<string>> = {
  en: new Set(
    "the and of to is you for with that was this your it on are have from i’ll".split(" "),
  ),
  de: new Set("der die das und ist nicht den mit auf für ich sie ein eine zu es im".split(" ")),
  fr: new Set("le les des et est du une dans pour avec sur vous je votre au".split(" ")),
  es: new Set("el los las del en y un una con su es por lo está más".split(" ")),
  pt: new Set("o os do da dos das em não um uma com na são ao mais e".split(" ")),
};

/** Fewer words say too little. */
const LEAST_WORDS = 8;
/** Names and terms are written with capitals; a sentence has other words as well. */
const LEAST_UNCAPITALISED = 5;
/** A text with so many of a language's small words is in it, whatever its other words look like. */
const ENOUGH_SMALL_WORDS = 0.2;
/** How near to the best the expected language may come. */
const NEAR = 0.9;

/** Returns the language that a text is written in; the expected one, unless it is clearly another. */
export function writtenLanguage(text: string, expected: Language): Language {
  const words = text.match(/\p{L}[\p{L}’']*/gu) ?? [];
  const uncapitalised = words.filter((word) => /^\p{Ll}{2}/u.test(word));
  if (words.length < LEAST_WORDS || uncapitalised.length < LEAST_UNCAPITALISED) return expected;
  const small = words.filter((word) => SMALL_WORDS[expected].has(word.toLowerCase()));
  if (small.length >= ENOUGH_SMALL_WORDS * words.length) return expected;
  const scores = new Map(francAll(text, { only: Object.values(codes) }));
  const score = (of: Language) => scores.get(codes[of]) ?? 0;
  const best = LANGUAGES.toSorted((a, b) => score(b) - score(a))[0]!;
  return score(expected) >= NEAR * score(best) ? expected : best;
}
