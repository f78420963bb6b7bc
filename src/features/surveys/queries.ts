import { findContactByToken } from "@/auth/contact";
import { db } from "@/db/client";
import { languageOf } from "@/language/languages";
import { clientPath } from "@/lib/client-paths";
import { hashToken, parseToken, unseal } from "@/lib/tokens";

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

/**
 * Returns the path of the page where the person behind a survey can write about its project; null
 * where their link does not work.
 */
export async function findPageOfSurvey(rawToken: unknown, now: Date): Promise<string | null> {
  const token = parseToken(rawToken);
  if (!token) return null;
  const survey = await db().survey.findUnique({
    where: { tokenHash: hashToken(token) },
    select: { projectId: true, contact: { select: { linkCipher: true } } },
  });
  if (!survey) return null;
  const pageToken = unseal("contact-link", survey.contact.linkCipher);
  const entry = await findContactByToken(pageToken, now);
  return entry.kind === "open" ? clientPath.statusPage(pageToken, survey.projectId) : null;
}

export type SurveyFacts = NonNullable<Awaited<ReturnType<typeof findSurvey>>>;
