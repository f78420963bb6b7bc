/** The times that tell a letter's state. */
export type LetterTimes = {
  leavesAt: Date;
  frozenAt: Date | null;
  attempts: number;
  settledAt: Date | null;
  sentAt: Date | null;
  deliveredAt: Date | null;
  skippedAt: Date | null;
  withdrawnAt: Date | null;
  needsReviewAt: Date | null;
};

export type Fate = "held" | "queued" | "trying" | "sent" | "delivered" | "skipped" | "withdrawn" | "needs review";

/** What has become of a letter. Held: its time has not come, so it can still be undone. */
export function fateOf(letter: LetterTimes, now: Date): Fate {
  if (letter.needsReviewAt) return "needs review";
  if (letter.withdrawnAt) return "withdrawn";
  if (letter.skippedAt) return "skipped";
  if (letter.deliveredAt) return "delivered";
  if (letter.sentAt) return "sent";
  if (letter.frozenAt) return "trying";
  return letter.leavesAt > now ? "held" : "queued";
}

/** Whether a letter's words and its leaving can still be changed: only until it is frozen for the first attempt. */
export function isStillMine(letter: { frozenAt: Date | null; settledAt: Date | null }): boolean {
  return letter.frozenAt === null && letter.settledAt === null;
}

/** Automatic attempts stop here, well inside the 24 hours for which the provider remembers a key. */
export const GIVE_UP_AFTER_MS = 20 * 3_600_000;

/** A sign-in letter is not tried for longer than its link lives: ten minutes. */
export const SIGN_IN_LETTER_MS = 600_000;

/** Whether the provider may have forgotten this letter's key: to hand it over once more could be a second email. */
export function isPastTheWindow(frozenAt: Date, now: Date): boolean {
  return now.getTime() - frozenAt.getTime() > GIVE_UP_AFTER_MS;
}

/** Seconds until the next attempt: 15, 30, 60 … at most an hour. The provider's own word counts more. */
export function pauseAfter(attempts: number, told?: number): number {
  return told ?? Math.min(3600, 15 * 2 ** Math.max(0, attempts - 1));
}
