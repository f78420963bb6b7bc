/** The languages a contact can read in, and a freelancer. */
export const LANGUAGES = ["en", "de", "fr", "es", "pt"] as const;
export type Language = (typeof LANGUAGES)[number];

/** The `lang` of each. */
export const tags: Record<Language, string> = {
  en: "en-GB",
  de: "de",
  fr: "fr",
  es: "es",
  pt: "pt-PT",
};

/** The name of each, as the freelancer reads it. */
export const languageNames: Record<Language, string> = {
  en: "English",
  de: "German",
  fr: "French",
  es: "Spanish",
  pt: "Portuguese (Portugal)",
};

/** The name of each in itself. */
export const ownNames: Record<Language, string> = {
  en: "English",
  de: "Deutsch",
  fr: "Français",
  es: "Español",
  pt: "Português",
};

/** Returns the language of a stored or sent tag, such as "de" or "de-AT"; English for one we do not have. */
export function languageOf(said: string): Language {
  const [primary = ""] = said.split(/[-_]/);
  return LANGUAGES.find((language) => language === primary) ?? "en";
}
