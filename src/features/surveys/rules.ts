/** Each verdict as the studio reads it. */
export const verdictWords = {
  UP_TO_MARK: "Up to mark",
  NEARLY: "Nearly",
  NOT_UP_TO_MARK: "Not up to mark",
} as const;

/** How long a survey's link works. */
export const SURVEY_DAYS = 90;
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

/** Returns whether an answer needs putting right: anything below up to mark. */
export function isBelowMark(verdict: "UP_TO_MARK" | "NEARLY" | "NOT_UP_TO_MARK"): boolean {
  return verdict !== "UP_TO_MARK";
}
