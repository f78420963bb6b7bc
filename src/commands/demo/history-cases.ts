import { randomUUID } from "node:crypto";
import { db } from "@/db/client";
import { closingOn } from "@/features/studio/rules";
import { localeOf } from "@/language/locale";
import { addDays, addWorkingDays, dayIn, instantAt } from "@/lib/dates";
import { hashToken, newToken } from "@/lib/tokens";
import { ZONE, type Demo } from "./calendar";
import type { Told } from "./history";
import { formerCases, formerPledges, quietAnswers } from "./history-facts";
import { happened } from "./past";

type ByTitle = Map<string, Told>;

/** What went wrong in earlier times, how it was put right, and who stayed away and why. */
export async function historyCases(demo: Demo, told: ByTitle): Promise<void> {
  for (const one of formerCases) await tellCase(demo, told, one);
  for (const one of quietAnswers) await tellQuiet(demo, told.get(one.title)!, one);
  for (const one of formerPledges) await tellPledge(demo, told.get(one.title)!, one);
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

/** Said in the thread on the third day, and what became of it. */
async function tellPledge(
  { scope }: Demo,
  { projectId, clientId, contactId, begunOn }: Told,
  { what, became }: (typeof formerPledges)[number],
): Promise<void> {
  const day = addWorkingDays(begunOn, 3);
  const pledgedAt = instantAt(day, "10:10", ZONE);
  const dueAt = instantAt(addWorkingDays(day, 2), "17:00", ZONE);
  const laterAt = instantAt(addWorkingDays(day, 4), "17:00", ZONE);
  const keptAt = new Date((became === "kept" ? dueAt : laterAt).getTime() - 5_400_000);
  const about = { projectId, clientId, contactId };
  const pledgeId = await pledged(scope, about, {
    what,
    pledgedAt,
    dueAt: became === "moved" ? laterAt : dueAt,
  });
  await db().pledge.update({
    where: { id: pledgeId, freelancerId: scope.freelancerId },
    data: { keptAt, missedAt: became === "missed" ? dueAt : null },
  });
  if (became === "moved")
    await db().pledgeMove.create({
      data: {
        freelancerId: scope.freelancerId,
        pledgeId,
        fromAt: dueAt,
        toAt: laterAt,
        reason: "The supplier answers on Thursdays.",
        movedAt: new Date(dueAt.getTime() - 86_400_000),
      },
    });
  await happened(scope, projectId, "pledge.kept", keptAt, { data: { what } });
}

type Pledged = { what: string; pledgedAt: Date; dueAt: Date };

/** A message that says by when the client hears, and the pledge that it is. Returns its id. */
export async function pledged(
  scope: Demo["scope"],
  about: { projectId: string; clientId: string; contactId: string },
  { what, pledgedAt, dueAt }: Pledged,
): Promise<string> {
  const { freelancerId } = scope;
  const { contactId, ...thread } = about;
  const { language, zone } = await db().contact.findUniqueOrThrow({
    where: { id: contactId, freelancerId },
    select: { language: true, zone: true },
  });
  const locale = localeOf(language === "de" ? "de" : "en");
  const text = locale.t("pledge.said", {
    what,
    time: locale.timeName(dueAt, zone, dayIn(zone, pledgedAt)),
    zone: locale.zoneName(zone),
  });
  const { id: messageId } = await db().message.create({
    data: { freelancerId, ...thread, text, formKey: randomUUID(), writtenAt: pledgedAt },
    select: { id: true },
  });
  const { id } = await db().pledge.create({
    data: { freelancerId, ...about, messageId, what, pledgedAt, dueAt },
    select: { id: true },
  });
  await happened(scope, about.projectId, "message.posted", pledgedAt);
  await happened(scope, about.projectId, "pledge.made", pledgedAt, { data: { what } });
  return id;
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

/** What Karin asked yesterday, and by when she hears. */
export async function openPledge({ scope, day, at }: Demo): Promise<void> {
  const { freelancerId } = scope;
  const plan = await db().project.findFirstOrThrow({
    where: { freelancerId, title: "Wegweiser durch die Buchhandlung" },
    select: { id: true, clientId: true, contactId: true, client: { select: { studio: true } } },
  });
  const about = { projectId: plan.id, clientId: plan.clientId, contactId: plan.contactId };
  const dueAt = closingOn(plan.client.studio, day(2));
  if (!dueAt) throw new Error("Studio Holm is open on every working day.");
  const what = "ob es das Papier auch in Creme gibt";
  await pledged(scope, about, { what, pledgedAt: at(-1, "16:10"), dueAt });
}
