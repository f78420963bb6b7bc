import { db } from "@/db/client";
import { addDays, addWorkingDays, dayIn, instantAt } from "@/lib/dates";
import { hashToken, newToken } from "@/lib/tokens";
import { ZONE, type Demo } from "./calendar";
import type { Told } from "./history";
import { formerCases, quietAnswers } from "./history-facts";
import { happened } from "./past";

type ByTitle = Map<string, Told>;

/** What went wrong in earlier times, how it was put right, and who stayed away and why. */
export async function historyCases(demo: Demo, told: ByTitle): Promise<void> {
  for (const one of formerCases) await tellCase(demo, told, one);
  for (const one of quietAnswers) await tellQuiet(demo, told.get(one.title)!, one);
  await noteMiss(demo, told.get("Gift box sleeve")!);
}

/** A complaint that was answered on the same day, and closed two days later. */
async function tellCase(
  { scope: { freelancerId }, scope }: Demo,
  told: ByTitle,
  one: (typeof formerCases)[number],
): Promise<void> {
  const { projectId, clientId, contactId, answeredAt, surveyId } = told.get(one.title)!;
  const next = one.keptIn ? told.get(one.keptIn)! : null;
  const day = dayIn(ZONE, answeredAt);
  const apologizedAt = new Date(answeredAt.getTime() + 15 * 60_000);
  const closedAt = instantAt(addWorkingDays(day, 2), "09:20", ZONE);
  const parties = { freelancerId, contactId, projectId };
  const { id: caseId } = await db().case.create({
    data: {
      ...parties,
      clientId,
      openedAt: answeredAt,
      firstRespondedAt: apologizedAt,
      apologizedAt,
      repliedAt: instantAt(addWorkingDays(day, 1), "11:00", ZONE),
      closedAt,
      outcome: one.outcome,
      cause: one.cause,
    },
    select: { id: true },
  });
  const { id: complaintId } = await db().complaint.create({
    data: {
      ...parties,
      caseId,
      surveyId,
      channel: one.channel,
      at: answeredAt,
      about: ["RESULT"],
      specifics: one.specifics,
      specifiedAt: answeredAt,
    },
    select: { id: true },
  });
  await db().remedy.create({
    data: {
      freelancerId,
      clientId,
      caseId,
      text: one.remedy,
      createdAt: apologizedAt,
      promisedAt: apologizedAt,
      keptAt: next?.completedAt,
      keptProjectId: next?.projectId,
    },
  });
  await db().ledgerEntry.create({
    data: {
      freelancerId,
      complaintId,
      kind: "COMPLAINT",
      cause: one.cause,
      learnt: one.remedy,
      costHours: 300,
      createdAt: closedAt,
    },
  });
  const data = { channel: one.channel };
  await happened(scope, projectId, "case.opened", answeredAt, { contactId, data });
  await happened(scope, projectId, "case.apologized", apologizedAt);
  await happened(scope, projectId, "case.closed", closedAt, { data: { outcome: one.outcome } });
}

/** Asked after five quiet months, answered the day after, and read. */
async function tellQuiet(
  { scope }: Demo,
  { projectId, clientId, contactId, completedAt }: Told,
  { reason, words }: (typeof quietAnswers)[number],
): Promise<void> {
  const { freelancerId } = scope;
  const day = addWorkingDays(addDays(dayIn(ZONE, completedAt), 152), 1);
  const [askedAt, answeredAt] = [
    instantAt(day, "10:00", ZONE),
    instantAt(addWorkingDays(day, 1), "11:20", ZONE),
  ];
  const asked = { freelancerId, projectId, contactId };
  await db().followUp.create({
    data: {
      ...asked,
      kind: "QUIET_CHECK",
      plannedAt: askedAt,
      dueAt: askedAt,
      issuedAt: askedAt,
      settledAt: askedAt,
    },
  });
  await db().quietCheck.create({
    data: {
      ...asked,
      clientId,
      tokenHash: hashToken(newToken()),
      askedAt,
      expiresAt: answeredAt,
      answeredAt,
      reason,
      words,
      notedAt: answeredAt,
    },
  });
  await happened(scope, projectId, "quietCheck.answered", answeredAt, {
    contactId,
    data: { reason },
  });
}

/** What Mira wrote about the day that passed without a word. */
async function noteMiss({ scope }: Demo, { missId, completedAt }: Told): Promise<void> {
  await db().ledgerEntry.create({
    data: {
      freelancerId: scope.freelancerId,
      deadlineMissId: missId,
      kind: "MISSED_DATE",
      cause: "The courier needs four days to Uji, and I had counted two.",
      learnt: "What goes by courier is promised a week later.",
      costHundredths: 4500,
      costCurrency: "EUR",
      createdAt: completedAt,
    },
  });
}
