import type { Language } from "@/language/languages";

/** What the rules about a text's meaning look for, in one language. */
export type Phrases = {
  attached: RegExp;
  notAttached: RegExp;
  late: RegExp;
  reason: RegExp;
  notLate: RegExp;
  blunt: RegExp;
  apology: RegExp;
  turn: RegExp;
  blame: RegExp;
  loud: RegExp;
};

/** They are loaded for a text in their language alone. */
export const loadPhrases: Record<Language, () => Promise<Phrases>> = {
  en: () => import("./phrases/en"),
  de: () => import("./phrases/de"),
  fr: () => import("./phrases/fr"),
  es: () => import("./phrases/es"),
  pt: () => import("./phrases/pt"),
};
