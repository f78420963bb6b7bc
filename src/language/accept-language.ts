import Negotiator from "negotiator";
import { LANGUAGES, languageOf, type Language } from "./languages";

/** The language of ours that an Accept-Language header likes best; English where it names none. */
export function languageAsked(header: string | null): Language {
  const asked = new Negotiator({ headers: { "accept-language": (header ?? "").slice(0, 500) } });
  return languageOf(asked.language([...LANGUAGES]) ?? "");
}
