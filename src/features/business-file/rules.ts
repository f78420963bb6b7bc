/** What there is to know about a client's business, the first thing to ask first. */
export const parts = {
  sells: {
    question: "What do you sell, and which part of it are you proudest of?",
  },
  toWhom: {
    question: "Who buys from you, and how do they find you?",
  },
  words: {
    question: "What do your customers call the things you sell? I’d like to use the same words.",
  },
  dates: {
    question: "Which days matter most in your year: a season, a fair, a launch?",
  },
  cannot: {
    question: "Is there something you hoped for that you haven’t asked me for yet?",
  },
} as const;

export type Part = keyof typeof parts;
export type Known = Record<Part, string>;

export const partNames = Object.keys(parts) as Part[];

/** Returns the question about the first thing that is not known yet; null once everything is. */
export function nextQuestion(known: Known): string | null {
  const unknown = partNames.find((name) => known[name] === "");
  return unknown ? parts[unknown].question : null;
}
