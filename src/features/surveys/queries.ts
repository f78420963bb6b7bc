import { db } from "@/db/client";
import { languageOf } from "@/language/languages";
import { hashToken, parseToken } from "@/lib/tokens";

/**
 * Returns the survey behind a token, with its current answer; null for an unknown or malformed
 * token.
 */
export async function findSurvey(rawToken: unknown) {
  const token = parseToken(rawToken);
  if (!token) return null;
  const survey = await db().survey.findUnique({
    where: { tokenHash: hashToken(token) },
    select: {
      expiresAt: true,
      contact: { select: { name: true, language: true } },
      project: {
        select: {
          title: true,
          client: { select: { studio: { select: { freelancerName: true, name: true } } } },
        },
      },
      answers: {
        orderBy: { ordinal: "asc" },
        select: { verdict: true, effort: true, words: true, answeredAt: true },
      },
    },
  });
  if (!survey) return null;
  const { answers, ...rest } = survey;
  return {
    ...rest,
    contact: { ...rest.contact, language: languageOf(rest.contact.language) },
    firstAnsweredAt: answers[0]?.answeredAt ?? null,
    standing: answers.at(-1) ?? null,
  };
}

export type SurveyFacts = NonNullable<Awaited<ReturnType<typeof findSurvey>>>;
