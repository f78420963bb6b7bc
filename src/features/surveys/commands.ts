import { db, type Prisma, type Tx } from "@/db/client";
import { lock } from "@/db/locks";
import { studioEnvelope } from "@/features/emails/envelope";
import { record } from "@/features/history/commands";
import { refusal } from "@/language/refusals";
import { notFound } from "@/lib/errors";
import { hashToken, newToken, parseToken, seal } from "@/lib/tokens";
import { SURVEY_DAYS, surveyStateOf } from "./rules";
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
 * The survey behind a token, locked with all that an answer touches: the client, the project and the reminder.
 * Unknown token: not found. Run out or closed: refused in the reader's words.
 */
export async function lockSurvey(tx: Tx, rawToken: unknown, now: Date): Promise<LockedSurvey> {
  const token = parseToken(rawToken);
  if (!token) throw notFound("page");
  const which = { tokenHash: hashToken(token) };
  const found = await tx.survey.findUnique({
    where: which,
    select: {
      id: true,
      freelancerId: true,
      projectId: true,
      contactId: true,
      contact: { select: { clientId: true } },
    },
  });
  if (!found) throw notFound("page");
  const reminders = await tx.followUp.findMany({
    where: { projectId: found.projectId, kind: { in: ["REMINDER", "THANK_YOU"] } },
    select: { id: true },
  });
  await lock(tx, found, {
    client: found.contact.clientId,
    project: found.projectId,
    followUp: reminders.map(({ id }) => id),
    survey: found.id,
  });
  const survey = await tx.survey.findUniqueOrThrow({ where: which, select: answered });
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
  answer: NewAnswer,
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
  await tx.answer.create({
    data: { freelancerId, surveyId: survey.id, ordinal, verdict, effort, words, answeredAt: now },
  });
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
