/**
 * What stays of an erased client, as bare facts: each has a month, a kind and a number, or some of these.
 * Nothing here is a name or a word of a person's, or leads to one. Here is what kind and number are of each.
 */
export const figureFacts = [
  /** An answer: its verdict, and how easy it was, 1 to 5. */
  "verdict",
  /** An answer to a client: the channel they asked by, and for how many working minutes they waited. */
  "response",
  /** A completed project. */
  "delivery",
  /** A promised date that was kept: how many days after it, which is 0 or less where it was in time. */
  "dateKept",
  /** A promised date that was moved later: how many days before it the client heard. */
  "dateMoved",
  /** A promised date that passed without a word: how many days before it the client heard, if they did. */
  "dateMissed",
  /** A pledge: "kept", "missed" or "open". */
  "pledge",
  /** A recovery case: its outcome, and how many minutes passed until the freelancer's first word. */
  "case",
  /** A remedy: "kept", "open" or "waived". */
  "remedy",
  /** Goodwill that was given: its kind, or the currency of money, and hundredths. */
  "goodwill",
  /** Something gone wrong: its kind in the ledger. */
  "mishap",
  /** What something gone wrong cost: the currency, or "hours", and hundredths. */
  "cost",
  /** The answer of a client who had gone quiet: the reason they chose. */
  "quiet",
  /** A testimonial that was given. */
  "testimonial",
] as const;

export type FigureFact = (typeof figureFacts)[number];
