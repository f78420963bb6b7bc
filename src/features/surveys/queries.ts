import type { ContactScope } from "@/auth/scope";
import { db, type Tx } from "@/db/client";
import { languageOf } from "@/language/languages";
import { hashToken, parseToken } from "@/lib/tokens";

/** A survey by its own link's token, or about a project by its reader's status page. */
export type SurveyOf = { token: unknown } | { scope: ContactScope; projectId: string };

/** Returns which survey is meant, and whose it is; null for one that is unknown, malformed or another contact's. */
export async function findSurveyOf(who: SurveyOf, tx: Pick<Tx, "survey"> = db()) {
  const which = whereOf(who);
  if (!which) return null;
  const survey = await tx.survey.findUnique({
    where: which,
    select: {
      id: true,
      freelancerId: true,
      projectId: true,
      contactId: true,
      contact: { select: { clientId: true } },
    },
  });
  if (!survey) return null;
  const { contact, ...rest } = survey;
  return { ...rest, clientId: contact.clientId };
}

function whereOf(who: SurveyOf) {
  if ("token" in who) {
    const token = parseToken(who.token);
    return token ? { tokenHash: hashToken(token) } : null;
  }
  const { scope, projectId } = who;
  const { freelancerId, contactId } = scope;
  return { projectId_contactId: { projectId, contactId }, freelancerId };
}

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
      contact: { select: { name: true, language: true, zone: true } },
      project: {
        select: {
          title: true,
          client: {
            select: {
              studio: {
                select: {
                  freelancerName: true,
                  name: true,
                  zone: true,
                  hours: true,
                  country: true,
                  daysOff: true,
                },
              },
            },
          },
        },
      },
      complaint: {
        select: {
          about: true,
          specifics: true,
          specifiedAt: true,
          case: { select: { openedAt: true, firstRespondedAt: true, closedAt: true } },
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
