import type { QuietReason } from "@/db/enums";

/** For so many days after it was asked the question can be answered. */
export const QUIET_CHECK_DAYS = 60;

/** Why a client gave no new work, as the studio reads it. */
export const reasonWords: Record<QuietReason, string> = {
  NO_WORK: "no work to give at the moment",
  TOO_EXPENSIVE: "too expensive",
  TOO_SLOW: "too slow",
  SOMEONE_ELSE: "works with someone else",
  RESULT: "the result",
  OTHER: "another reason",
};

export type QuietState = "open" | "answered" | "expired";

/** Whether the question is open, was answered, or has run out. */
export function quietStateOf(
  { answeredAt, expiresAt }: { answeredAt: Date | null; expiresAt: Date },
  now: Date,
): QuietState {
  if (answeredAt) return "answered";
  return expiresAt <= now ? "expired" : "open";
}
