import type { ContactScope } from "@/auth/scope";
import { db, readRows, type Tx } from "@/db/client";
import type { ComplaintAbout, Verdict } from "@/db/enums";
import { languageOf } from "@/language/languages";
import type { Look } from "@/lib/look";
import { hashToken, parseToken } from "@/lib/tokens";
import { surveySql } from "./sql";

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

/** The page as JSON from the database: instants are text. */
type Raw = {
  expiresAt: string;
  contact: { name: string; language: string; zone: string };
  projectTitle: string;
  studio: Look & {
    freelancerName: string;
    zone: string;
    hours: unknown;
    country: string | null;
    daysOff: unknown;
  };
  answers: { verdict: Verdict; effort: number | null; words: string; answeredAt: string }[];
  complaint: {
    about: ComplaintAbout[];
    specifics: string;
    specifiedAt: string | null;
    openedAt: string;
    firstRespondedAt: string | null;
    closedAt: string | null;
  } | null;
};

/**
 * Returns the survey behind a token, with its current answer, in one round trip; null for an unknown or malformed
 * token.
 */
export async function findSurvey(rawToken: unknown) {
  const token = parseToken(rawToken);
  if (!token) return null;
  const [row] = await readRows<{ survey: Raw }>("survey", surveySql, [hashToken(token)]);
  if (!row) return null;
  const { expiresAt, contact, projectTitle, studio, answers, complaint } = row.survey;
  const given = answers.map((one) => ({ ...one, answeredAt: new Date(one.answeredAt) }));
  return {
    expiresAt: new Date(expiresAt),
    contact: { ...contact, language: languageOf(contact.language) },
    project: { title: projectTitle, client: { studio } },
    complaint: complaint && {
      about: complaint.about,
      specifics: complaint.specifics,
      specifiedAt: time(complaint.specifiedAt),
      case: {
        openedAt: new Date(complaint.openedAt),
        firstRespondedAt: time(complaint.firstRespondedAt),
        closedAt: time(complaint.closedAt),
      },
    },
    firstAnsweredAt: given[0]?.answeredAt ?? null,
    standing: given.at(-1) ?? null,
  };
}

const time = (text: string | null) => (text === null ? null : new Date(text));

export type SurveyFacts = NonNullable<Awaited<ReturnType<typeof findSurvey>>>;
