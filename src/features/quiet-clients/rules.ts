/** For so many days after it was asked the question can be answered. */
export const QUIET_CHECK_DAYS = 60;

export type QuietState = "open" | "answered" | "expired";

/** Whether the question is open, was answered, or has run out. */
export function quietStateOf(
  { answeredAt, expiresAt }: { answeredAt: Date | null; expiresAt: Date },
  now: Date,
): QuietState {
  if (answeredAt) return "answered";
  return expiresAt <= now ? "expired" : "open";
}
