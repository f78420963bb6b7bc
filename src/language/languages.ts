/** The languages a contact can read in. The studio and its own emails are English. */
export const LANGUAGES = ["en", "de", "fr", "es", "pt"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each as a document says it of itself, in its `lang`. */
export const tags: Record<Language, string> = {
  en: "en-GB",
  de: "de",
  fr: "fr",
  es: "es",
  pt: "pt-PT",
};

/** Each as the freelancer reads of it. */
export const languageNames: Record<Language, string> = {
  en: "English",
  de: "German",
  fr: "French",
  es: "Spanish",
  pt: "Portuguese",
};

/** A language as it was stored or sent; English for one that is not among ours. */
export function languageOf(said: string): Language {
  return LANGUAGES.find((language) => language === said) ?? "en";
}
