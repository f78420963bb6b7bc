/** The times that tell an email's state. */
export type EmailTimes = {
  sendAt: Date;
  frozenAt: Date | null;
  attempts: number;
  settledAt: Date | null;
  sentAt: Date | null;
  deliveredAt: Date | null;
  bouncedAt: Date | null;
  complainedAt: Date | null;
  skippedAt: Date | null;
  cancelledAt: Date | null;
  needsReviewAt: Date | null;
};

export type EmailStatus =
  | "held"
  | "queued"
  | "trying"
  | "sent"
  | "delivered"
  | "bounced"
  | "complained"
  | "skipped"
  | "cancelled"
  | "needs review";

/**
 * What has become of an email. Held: its time has not come, so it can still be undone. What its reader's side
 * said counts most, a complaint before a bounce before a delivery; and one that was let be, and had left after
 * all, has left.
 */
export function emailStatusOf(email: EmailTimes, now: Date): EmailStatus {
  if (email.complainedAt) return "complained";
  if (email.bouncedAt) return "bounced";
  if (email.needsReviewAt) return "needs review";
  if (email.deliveredAt) return "delivered";
  if (email.sentAt) return "sent";
  if (email.cancelledAt) return "cancelled";
  if (email.skippedAt) return "skipped";
  if (email.frozenAt) return "trying";
  return email.sendAt > now ? "held" : "queued";
}

/** Whether an email's words and its leaving can still be changed: only until it is frozen for the first attempt. */
export function isStillMine(email: { frozenAt: Date | null; settledAt: Date | null }): boolean {
  return email.frozenAt === null && email.settledAt === null;
}

/** Automatic attempts stop here, well inside the 24 hours for which the provider remembers a key. */
export const GIVE_UP_AFTER_MS = 20 * 3_600_000;

/** A sign-in email is not tried for longer than its link lives: ten minutes. */
export const SIGN_IN_EMAIL_MS = 600_000;

/** Until when an email frozen at an instant may be tried without asking. */
export function windowEnd(frozenAt: Date): Date {
  return new Date(frozenAt.getTime() + GIVE_UP_AFTER_MS);
}

/** Whether the provider may have forgotten this email's key: to hand it over once more could be a second email. */
export function isPastTheWindow(frozenAt: Date, now: Date): boolean {
  return now > windowEnd(frozenAt);
}

/** What is so late no longer leaves by itself. */
export const TOO_LATE_DAYS = 14;

/** Whether an email or a follow-up waited too long to leave without asking: more than fourteen days of 24 hours. */
export function isTooLate(dueAt: Date, now: Date): boolean {
  return now.getTime() - dueAt.getTime() > TOO_LATE_DAYS * 86_400_000;
}

/** Seconds until the next attempt: 15, 30, 60 … at most an hour. */
export function pauseAfter(attempts: number): number {
  return Math.min(3600, 15 * 2 ** Math.max(0, attempts - 1));
}
