import type { AnswerDoubt, Verdict } from "@/db/enums";

/** How long after it is asked a question can be answered. */
export const SURVEY_DAYS = 60;
/** How long after the first answer a later one is kept as a revision. */
export const REVISION_DAYS = 14;

type SurveyState = "open" | "may revise" | "answered" | "expired";

/**
 * Returns what a survey's link still accepts. The first answer counts; within 14 days a later one
 * is kept beside it.
 */
export function surveyStateOf(
  survey: { expiresAt: Date; firstAnsweredAt: Date | null },
  now: Date,
): SurveyState {
  if (survey.firstAnsweredAt)
    return now.getTime() - survey.firstAnsweredAt.getTime() <= REVISION_DAYS * 86_400_000
      ? "may revise"
      : "answered";
  return survey.expiresAt <= now ? "expired" : "open";
}

/** An answer that comes sooner than this after its email was delivered may be a mail scanner's. */
const SECONDS_TO_READ = 20;
/** Two different answers within this time may be a program that presses everything. */
const SECONDS_TO_CHANGE = 5;

/**
 * Returns why an answer may be no person's; nothing for most. It is kept all the same, and the freelancer is told.
 * `deliveredAt` is when the latest email with the link was delivered, or sent; null where none went out. `choices`
 * is how many verdicts the form named.
 */
export function doubtsAbout(
  answer: {
    choices: number;
    deliveredAt: Date | null;
    last: { verdict: Verdict; answeredAt: Date } | null;
  },
  verdict: Verdict,
  now: Date,
): AnswerDoubt[] {
  const secondsSince = (at: Date) => (now.getTime() - at.getTime()) / 1000;
  const { choices, deliveredAt, last } = answer;
  const isSoon =
    last === null && deliveredAt !== null && secondsSince(deliveredAt) < SECONDS_TO_READ;
  const isFlipped =
    last !== null && last.verdict !== verdict && secondsSince(last.answeredAt) < SECONDS_TO_CHANGE;
  return [
    ...(isSoon ? (["SECONDS_AFTER_DELIVERY"] as const) : []),
    ...(choices > 1 || isFlipped ? (["SEVERAL_AT_ONCE"] as const) : []),
  ];
}

/** Returns whether an answer needs putting right: anything below up to mark. */
export function isBelowMark(verdict: Verdict): boolean {
  return verdict !== "UP_TO_MARK";
}
