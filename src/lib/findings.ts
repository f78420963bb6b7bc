/** Something to look at before a text is sent: what, why, and what to do about it. */
export type Finding = {
  /** The same for the same words in the same field, so that one that is ignored stays ignored. */
  id: string;
  field: string;
  /** The words it is about, as they are in the text. */
  quote: string;
  why: string;
  cure: string;
  /** A mere offer: the text is sent without asking again. */
  isHint: boolean;
};

/** A text that is not sent yet, since there is something to look at first. */
export class NotSentYet extends Error {
  override readonly name = "NotSentYet";

  constructor(
    readonly findings: Finding[],
    /** What the form sends along, with these findings as seen, by the field that it is sent in. */
    readonly checks: Record<string, string>,
  ) {
    super("There is something to look at before this is sent.");
  }
}

/** What a form's hidden fields of this kind begin with; the rest is the text that it is about. */
export const CHECK_FIELD = "check.";
