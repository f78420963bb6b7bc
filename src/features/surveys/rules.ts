/** Each verdict as the studio reads it. */
export const verdictWords = {
  UP_TO_MARK: "Up to mark",
  NEARLY: "Nearly",
  NOT_UP_TO_MARK: "Not up to mark",
} as const;

/** For how long a survey's link opens. */
export const SURVEY_DAYS = 90;
/** For how long after the first answer a later one is kept, as a revision beside it. */
export const REVISION_DAYS = 14;

export type SurveyState = "open" | "may revise" | "answered" | "expired";

/** What a survey's link still takes. The first answer wins; within 14 days a later one is kept beside it. */
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

/** Whether an answer asks for amends: anything below up to mark. */
export function isBelowMark(verdict: "UP_TO_MARK" | "NEARLY" | "NOT_UP_TO_MARK"): boolean {
  return verdict !== "UP_TO_MARK";
}
