import { AsyncLocalStorage } from "node:async_hooks";
import { languageOf, type Language } from "./languages";
import { studioLocaleOf, type StudioLocale } from "./studio";

/** The key of a sentence, such as "extras.full": one that is not in the message files does not compile. */
export type StudioKey = Parameters<StudioLocale["t"]>[0];

/** What a rule that gives words takes: `t` on a page, `say` behind a form. */
export type Say = (key: StudioKey, values?: Record<string, string | number>) => string;

const spoken = new AsyncLocalStorage<{ language: Language }>();

/** Returns what the work returns. All that is said with `say` meanwhile is in this language. */
export function speaking<T>(language: string, work: () => T): T {
  return spoken.run({ language: languageOf(language) }, work);
}

/** Goes on in another language, once it is known who is asking. */
export function speak(language: string): void {
  const now = spoken.getStore();
  if (now) now.language = languageOf(language);
}

/** Returns the language that is spoken: English where nobody sent a form. */
export function spokenLanguage(): Language {
  return spoken.getStore()?.language ?? "en";
}

/**
 * Returns a sentence in the language of whoever sent the form: for refusals, messages of a schema
 * and what an action says when it is done. Pages use `t` of `studioLocale()` instead.
 *
 *     throw new Refusal("too-many", say("extras.full", { most: MOST_EXTRAS }), "text");
 *     return say("extras.saved");
 */
export const say: Say = (key, values) => studioLocaleOf(spokenLanguage()).t(key, values);

/**
 * Returns a schema's message, said anew each time it is needed. A schema is made once, for all
 * languages.
 *
 *     z.enum(["up", "down"], saying("checklist.direction"))
 */
export function saying(...sentence: Parameters<Say>): { error: () => string } {
  return { error: () => say(...sentence) };
}

/** Whether a text is a key, and not words. */
const isKey = (text: string): text is StudioKey => /^[a-z]\w*(\.\w+)+$/.test(text);

/** What a field is called: the key of its label. Words, which begin with a capital, are taken as they are. */
export type Label = StudioKey | Capitalize<string>;

/** Returns the words of a label. */
export const labelOf = (label: Label): string => (isKey(label) ? say(label) : label);
