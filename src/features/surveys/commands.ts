import { db, Prisma, type Tx } from "@/db/client";
import { enqueueEmail } from "@/features/emails/commands";
import { refusal } from "@/language/refusals";
import { notFound } from "@/lib/errors";
import { hashToken, newToken, parseToken, seal } from "@/lib/tokens";
import { notifyStudio } from "@/live/notify";
import { answerArrived } from "./emails";
import { surveyStateOf, isBelowMark, SURVEY_DAYS } from "./rules";
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
 * Saves a client's answer in the caller's transaction. The first one counts for ever; a later one
 * within 14 days is kept beside it as a revision, and the same answer twice is one. The freelancer
 * gets an email in the same transaction. An unknown token is not found; an expired or closed survey
 * is refused. Returns what it is about.
 */
export async function takeAnswer(
  tx: Tx,
  rawToken: unknown,
  answer: NewAnswer,
  now: Date,
): Promise<{ projectId: string; contactId: string }> {
  const token = parseToken(rawToken);
  if (!token) throw notFound("page");
  await tx.$queryRaw(
    Prisma.sql`SELECT 1 FROM "Survey" WHERE "tokenHash" = ${hashToken(token)} FOR NO KEY UPDATE`,
  );
  const survey = await tx.survey.findUnique({
    where: { tokenHash: hashToken(token) },
    select: {
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
          client: { select: { studio: { select: { freelancerName: true, replyTo: true } } } },
        },
      },
      contact: { select: { name: true } },
    },
  });
  if (!survey) throw notFound("page");
  const door = surveyStateOf(
    { expiresAt: survey.expiresAt, firstAnsweredAt: survey.answers[0]?.answeredAt ?? null },
    now,
  );
  if (door === "expired") throw refusal("too-late", "surveyClosed");
  if (door === "answered") throw refusal("too-late", "surveyAnswered");
  const about = { projectId: survey.projectId, contactId: survey.contactId };
  const words = answer.words ?? "";
  const last = survey.answers.at(-1);
  if (
    last &&
    last.verdict === answer.verdict &&
    last.effort === (answer.effort ?? null) &&
    last.words === words
  )
    return about;
  if (survey.answers.length >= 20) throw refusal("too-many", "surveyChangedOften");
  const ordinal = (last?.ordinal ?? 0) + 1;
  await tx.answer.create({
    data: {
      freelancerId: survey.freelancerId,
      surveyId: survey.id,
      ordinal,
      verdict: answer.verdict,
      effort: answer.effort ?? null,
      words,
      answeredAt: now,
    },
  });
  await tx.survey.update({ where: { id: survey.id }, data: { tokenCipher: null } });
  // A good answer withdraws only this contact's own bad one.
  if (isBelowMark(answer.verdict) || (last && isBelowMark(last.verdict)))
    await tx.project.update({
      where: { id: survey.projectId },
      data: { amendsSince: isBelowMark(answer.verdict) ? now : null },
    });
  const { freelancerName, replyTo } = survey.project.client.studio;
  await enqueueEmail(tx, {
    freelancerId: survey.freelancerId,
    kind: "answer.received",
    dedupeKey: `answer.received:${survey.id}:${ordinal}`,
    projectId: survey.projectId,
    fromName: "Uptomark",
    replyTo: null,
    toName: freelancerName,
    toAddress: replyTo,
    ...answerArrived({
      freelancerName,
      contactName: survey.contact.name,
      projectTitle: survey.project.title,
      projectId: survey.projectId,
      isRevision: ordinal > 1,
      ...answer,
    }),
    sendAt: now,
  });
  await notifyStudio(tx, survey.freelancerId);
  return about;
}
