import { db, type Prisma, type Tx } from "@/db/client";
import { lock } from "@/db/locks";
import { studioEnvelope } from "@/features/emails/envelope";
import { record } from "@/features/history/commands";
import { refusal } from "@/language/refusals";
import { notFound } from "@/lib/errors";
import { hashToken, newToken, seal } from "@/lib/tokens";
import { findSurveyOf, type SurveyOf } from "./queries";
import { doubtsAbout, SURVEY_DAYS, surveyStateOf } from "./rules";
import type { NewAnswer } from "./schema";

/**
 * Creates the one survey about a project for a contact. Returns its secret token. The token is
 * stored hashed for look-up, and encrypted for the reminder until the question is answered or
 * expires.
 */
export async function openSurvey(
  tx: Tx,
  about: { freelancerId: string; projectId: string; contactId: string },
  now: Date,
): Promise<string> {
  const token = newToken();
  await tx.survey.create({
    data: {
      ...about,
      tokenHash: hashToken(token),
      tokenCipher: seal("survey-link", token),
      invitedAt: now,
      expiresAt: new Date(now.getTime() + SURVEY_DAYS * 86_400_000),
    },
  });
  return token;
}

/** Moves a survey with its email: it is asked, and stays open, from the new time. */
export async function moveSurvey(
  tx: Tx,
  about: { projectId: string; contactId: string },
  askedAt: Date,
): Promise<void> {
  await tx.survey.updateMany({
    where: { ...about, answers: { none: {} } },
    data: { invitedAt: askedAt, expiresAt: new Date(askedAt.getTime() + SURVEY_DAYS * 86_400_000) },
  });
}

/** Deletes a survey whose email was cancelled: it was never asked. An answered one stays. */
export async function cancelSurvey(
  tx: Tx,
  about: { projectId: string; contactId: string },
): Promise<void> {
  await tx.survey.deleteMany({ where: { ...about, answers: { none: {} } } });
}

/** Deletes the links of expired questions. */
export async function forgetSurveyLinks(now: Date): Promise<void> {
  await db().survey.updateMany({
    where: { expiresAt: { lte: now }, tokenCipher: { not: null } },
    data: { tokenCipher: null },
  });
}

/**
 * A survey, locked with all that an answer touches: the client, the project and whatever else is planned for them.
 * Unknown survey: not found. Run out or closed: refused in the reader's words.
 */
export async function lockSurvey(tx: Tx, who: SurveyOf, now: Date): Promise<LockedSurvey> {
  const found = await findSurveyOf(who, tx);
  if (!found) throw notFound("page");
  const { clientId } = found;
  await lock(tx, found, { client: clientId, project: found.projectId });
  // Nothing is planned for this client while they are locked.
  const planned = await tx.followUp.findMany({
    where: { contact: { clientId }, OR: [{ settledAt: null }, { email: { settledAt: null } }] },
    select: { id: true },
  });
  await lock(tx, found, { followUp: planned.map(({ id }) => id), survey: found.id });
  const survey = await tx.survey.findUniqueOrThrow({ where: { id: found.id }, select: answered });
  const firstAnsweredAt = survey.answers[0]?.answeredAt ?? null;
  const state = surveyStateOf({ expiresAt: survey.expiresAt, firstAnsweredAt }, now);
  if (state === "expired") throw refusal("too-late", "surveyClosed");
  if (state === "answered") throw refusal("too-late", "surveyAnswered");
  return survey;
}

const answered = {
  id: true,
  freelancerId: true,
  projectId: true,
  contactId: true,
  expiresAt: true,
  answers: {
    orderBy: { ordinal: "asc" },
    select: { ordinal: true, verdict: true, effort: true, words: true, answeredAt: true },
  },
  project: {
    select: {
      title: true,
      client: { select: { id: true, studio: { select: studioEnvelope } } },
    },
  },
  contact: { select: { name: true } },
} satisfies Prisma.SurveySelect;

type LockedSurvey = Prisma.SurveyGetPayload<{ select: typeof answered }>;

const MOST_ANSWERS = 20;

/**
 * Writes down a client's answer, in the transaction that holds its survey. The first one wins for ever; a later one is
 * kept beside it as a revision. Returns its place among them, or null when it is the same as the last one.
 */
export async function recordAnswer(
  tx: Tx,
  survey: LockedSurvey,
  answer: NewAnswer & { choices: number },
  now: Date,
): Promise<number | null> {
  const words = answer.words ?? "";
  const effort = answer.effort ?? null;
  const { verdict } = answer;
  const last = survey.answers.at(-1);
  if (last && last.verdict === verdict && last.effort === effort && last.words === words)
    return null;
  if (survey.answers.length >= MOST_ANSWERS) throw refusal("too-many", "surveyChangedOften");
  const ordinal = (last?.ordinal ?? 0) + 1;
  const { freelancerId, projectId, contactId } = survey;
  const facts = {
    choices: answer.choices,
    deliveredAt: await deliveredAt(tx, survey),
    last: last ?? null,
  };
  const doubts = doubtsAbout(facts, verdict, now);
  const given = { ordinal, verdict, effort, words, doubts, answeredAt: now };
  await tx.answer.create({ data: { freelancerId, surveyId: survey.id, ...given } });
  await tx.survey.update({ where: { id: survey.id }, data: { tokenCipher: null } });
  await record(tx, {
    freelancerId,
    actor: "CONTACT",
    kind: "answer.given",
    at: now,
    clientId: survey.project.client.id,
    projectId,
    contactId,
    subjectId: survey.id,
    data: { verdict, isRevision: ordinal > 1 },
  });
  return ordinal;
}

/** When the latest email with the question was delivered, or sent; null where none went to an inbox. */
async function deliveredAt(tx: Tx, survey: LockedSurvey): Promise<Date | null> {
  const email = await tx.email.findFirst({
    where: {
      projectId: survey.projectId,
      contactId: survey.contactId,
      kind: { in: ["survey.invited", "survey.reminded"] },
      // What is kept on this machine goes past no scanner.
      transport: "RESEND",
      sentAt: { not: null },
    },
    orderBy: { sentAt: "desc" },
    select: { sentAt: true, deliveredAt: true },
  });
  return email?.deliveredAt ?? email?.sentAt ?? null;
}
