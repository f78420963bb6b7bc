/** The times that an email's status is computed from. */
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
 * Returns an email's status. Held: its time has not come, so it can still be cancelled. What the
 * reader's side reported counts most: a complaint, then a bounce, then a delivery. An email that
 * was not to be sent but turns out to have been sent counts as sent.
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

/**
 * Returns whether an email can still be edited or cancelled: only until it is frozen for the first
 * attempt.
 */
export function isStillMine(email: { frozenAt: Date | null; settledAt: Date | null }): boolean {
  return email.frozenAt === null && email.settledAt === null;
}

/** Automatic attempts stop here, well inside the 24 hours for which the provider remembers a key. */
const GIVE_UP_AFTER_MS = 20 * 3_600_000;

/** A sign-in email is not tried for longer than its link lives: ten minutes. */
export const SIGN_IN_EMAIL_MS = 600_000;

/** Returns until when an email frozen at an instant may be retried without asking. */
export function windowEnd(frozenAt: Date): Date {
  return new Date(frozenAt.getTime() + GIVE_UP_AFTER_MS);
}

/**
 * Returns whether the provider may have forgotten this email's key: handing it over again could
 * then make a second email.
 */
export function isPastTheWindow(frozenAt: Date, now: Date): boolean {
  return now > windowEnd(frozenAt);
}

/** An email this late is no longer sent without asking. */
export const TOO_LATE_DAYS = 14;

/**
 * Returns whether an email or follow-up is too late to be sent without asking: more than fourteen
 * days of 24 hours.
 */
export function isTooLate(dueAt: Date, now: Date): boolean {
  return now.getTime() - dueAt.getTime() > TOO_LATE_DAYS * 86_400_000;
}

/** Returns the seconds until the next attempt: 15, 30, 60 … at most an hour. */
export function pauseAfter(attempts: number): number {
  return Math.min(3600, 15 * 2 ** Math.max(0, attempts - 1));
}
