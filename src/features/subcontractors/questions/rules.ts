import { morningOn, type ContactHours } from "@/lib/contact-hours";
import { addWorkingDays, dayIn } from "@/lib/dates";

/** For so many days after it was asked the question can be answered. */
export const QUESTION_DAYS = 60;

/** Returns when the question is to be asked: on their morning, so many working days after the assignment was done. */
export function questionDueAt(doneAt: Date, workingDays: number, hours: ContactHours): Date {
  const day = addWorkingDays(dayIn(hours.zone, doneAt), workingDays, hours.isOff);
  return morningOn(day, hours);
}

export type AskFacts = {
  doneAt: Date | null;
  optedOutAt: Date | null;
  /** Whether their link is revoked, or past its last day. */
  isClosed: boolean;
  isSuppressed: boolean;
  /** When this person was last asked about another assignment. */
  lastAskedAt: Date | null;
  coolDownDays: number;
};

/** Why a question is not asked: the freelancer decided so, or a rule did. */
export const WHY_NOT = [
  "REOPENED",
  "OPTED_OUT",
  "CLOSED",
  "SUPPRESSED",
  "COOL_DOWN",
  "YOU",
] as const;
export type WhyNot = (typeof WHY_NOT)[number];

/** Returns why a question is not asked, as it was stored; null for none. */
export const whyNotOf = (stored: string): WhyNot | null =>
  WHY_NOT.find((why) => why === stored) ?? null;

/** Returns why a due question is not asked; null when it is. */
export function whyNotAsked(facts: AskFacts, now: Date): WhyNot | null {
  if (!facts.doneAt) return "REOPENED";
  if (facts.optedOutAt) return "OPTED_OUT";
  if (facts.isClosed) return "CLOSED";
  if (facts.isSuppressed) return "SUPPRESSED";
  const { lastAskedAt, coolDownDays } = facts;
  const rested = lastAskedAt ? lastAskedAt.getTime() + coolDownDays * 86_400_000 : 0;
  if (rested > now.getTime()) return "COOL_DOWN";
  return null;
}

export type QuestionState = "not asked" | "open" | "answered" | "expired";

/** Whether the question can be answered. */
export function questionStateOf(
  question: { askedAt: Date | null; answeredAt: Date | null; expiresAt: Date | null },
  now: Date,
): QuestionState {
  if (question.answeredAt) return "answered";
  if (!question.askedAt || !question.expiresAt) return "not asked";
  return question.expiresAt <= now ? "expired" : "open";
}
