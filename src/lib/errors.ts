import { say } from "@/language/say";
import type { studioMessages } from "@/language/studio";

/**
 * A planned "no". Its message is a sentence for the person who asked, made with `say`. `field` names the input it is
 * about, and `told` is the key of its words in other languages.
 */
export class Refusal extends Error {
  override readonly name = "Refusal";

  constructor(
    readonly code: RefusalCode,
    message: string,
    readonly field?: string,
    readonly told?: { key: string; values: Record<string, number> },
  ) {
    super(message);
  }
}

/** "asks-again": it can be done once the person has confirmed. */
export type RefusalCode =
  | "not-found"
  | "not-allowed"
  | "already"
  | "too-late"
  | "too-many"
  | "invalid"
  | "asks-again";

/** What can be missing: each has a sentence under "missing" in the studio's words. */
export type Missing = keyof (typeof studioMessages)["en"]["missing"];

/** Returns the one answer to an id that is unknown, malformed or somebody else's. */
export function notFound(what: Missing): Refusal {
  return new Refusal("not-found", say(`missing.${what}`));
}
