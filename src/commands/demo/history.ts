import { randomUUID } from "node:crypto";
import { db } from "@/db/client";
import type { Prisma } from "@/db/client";
import type { HistoryKind } from "@/features/history/kinds";
import { addDays, addWorkingDays, dayIn, instantAt, toDateColumn, type Day } from "@/lib/dates";
import { hashToken, newToken } from "@/lib/tokens";
import { ZONE, type Demo } from "./calendar";
import { deliveries, type Delivery } from "./deliveries";
import { formerClients } from "./history-facts";
import { tellThread } from "./history-thread";
import { person } from "./past";

/** The rows that tell of earlier times, gathered so that each table is written once. */
export type Rows = {
  projects: Prisma.ProjectCreateManyInput[];
  deadlines: Prisma.DeadlineCreateManyInput[];
  moves: Prisma.DeadlineMoveCreateManyInput[];
  misses: Prisma.DeadlineMissCreateManyInput[];
  messages: Prisma.MessageCreateManyInput[];
  surveys: Prisma.SurveyCreateManyInput[];
  answers: Prisma.AnswerCreateManyInput[];
  history: Prisma.HistoryEntryCreateManyInput[];
};

type Whose = { id: string; clientId: string };
export type Told = {
  projectId: string;
  clientId: string;
  contactId: string;
  begunOn: Day;
  completedAt: Date;
  answeredAt: Date;
  surveyId: string | null;
  missId: string | null;
};

/**
 * Fourteen months of Studio Holm: what was delivered and how it was kept, with three clients more. By their rows, since
 * no command promises a day that is over, and all of it is far enough back that nothing waits for anybody. Returns what
 * each delivery came to, by its title.
 */
export async function history(demo: Demo): Promise<Map<string, Told>> {
  const { freelancerId } = demo.scope;
  for (const { client, name, address, zone } of formerClients)
    await person(demo.scope, client, name, address, zone);
  const contacts = await db().contact.findMany({
    where: { freelancerId },
    select: { id: true, clientId: true, address: true },
  });
  const whose = new Map(contacts.map((contact) => [contact.address, contact]));
  const rows: Rows = {
    projects: [],
    deadlines: [],
    moves: [],
    misses: [],
    messages: [],
    surveys: [],
    answers: [],
    history: [],
  };
  const byTitle = new Map(
    deliveries.map((one) => [one.title, tell(rows, demo, whose.get(one.who)!, one)]),
  );
  await write(rows);
  return byTitle;
}

async function write(rows: Rows): Promise<void> {
  await db().project.createMany({ data: rows.projects });
  await db().deadline.createMany({ data: rows.deadlines });
  await db().deadlineMove.createMany({ data: rows.moves });
  await db().deadlineMiss.createMany({ data: rows.misses });
  await db().message.createMany({ data: rows.messages });
  await db().survey.createMany({ data: rows.surveys });
  await db().answer.createMany({ data: rows.answers });
  await db().historyEntry.createMany({ data: rows.history });
}

const at = (day: Day, time: string) => instantAt(day, time, ZONE);

function tell(rows: Rows, demo: Demo, whose: Whose, one: Delivery): Told {
  const { freelancerId } = demo.scope;
  const { id: contactId, clientId } = whose;
  const completedAt = demo.onWorkday(-one.daysAgo, "15:30");
  const completedOn = dayIn(ZONE, completedAt);
  const begunOn = workdayAfter(addDays(completedOn, -7 * one.weeks - 1));
  const project = { freelancerId, projectId: randomUUID() };
  const write = writer(rows, { ...project, clientId });
  rows.projects.push({
    freelancerId,
    id: project.projectId,
    clientId,
    contactId,
    title: one.title,
    createdAt: at(begunOn, "09:05"),
    completedAt,
  });
  write("project.begun", at(begunOn, "09:05"));
  const missId = tellDate(rows, write, project, one, completedAt);
  tellThread(rows, write, { ...project, clientId, contactId }, one, begunOn);
  write("project.completed", completedAt);
  const answered = tellAnswer(rows, write, { ...project, contactId }, one, completedOn);
  return {
    projectId: project.projectId,
    clientId,
    contactId,
    begunOn,
    completedAt,
    missId,
    ...answered,
  };
}

export type Write = (
  kind: HistoryKind,
  at: Date,
  more?: { contactId?: string; data?: Prisma.InputJsonObject },
) => void;

const writer =
  (rows: Rows, whose: { freelancerId: string; projectId: string; clientId: string }): Write =>
  (kind, when, { contactId, data = {} } = {}) =>
    rows.history.push({
      ...whose,
      kind,
      at: when,
      contactId,
      data,
      actor: contactId ? "CONTACT" : "FREELANCER",
    });

/** The promised date: kept, moved with a reason, or missed. Returns the miss. */
function tellDate(
  { deadlines, moves, misses }: Rows,
  write: Write,
  { freelancerId, projectId }: { freelancerId: string; projectId: string },
  { title, date }: Delivery,
  metAt: Date,
): string | null {
  const metOn = dayIn(ZONE, metAt);
  const deadlineId = randomUUID();
  const promisedOn = date.kind === "missed" ? addDays(metOn, -date.lateDays) : metOn;
  const row = { freelancerId, projectId, id: deadlineId, title, metAt };
  deadlines.push({ ...row, promisedOn: toDateColumn(promisedOn), createdAt: new Date(0) });
  if (date.kind === "moved") {
    const from = addDays(metOn, -date.byDays);
    const movedAt = at(addDays(from, -date.daysEarly), "10:30");
    moves.push({
      freelancerId,
      deadlineId,
      fromOn: toDateColumn(from),
      toOn: toDateColumn(metOn),
      reason: date.reason,
      movedAt,
      toldDaysEarly: date.daysEarly,
    });
    write("deadline.moved", movedAt, { data: { title, from, to: metOn } });
  }
  write("deadline.met", metAt, { data: { title } });
  if (date.kind !== "missed") return null;
  const missId = randomUUID();
  const missedAt = at(addDays(promisedOn, 1), "00:05");
  const miss = { freelancerId, deadlineId, id: missId, missedAt };
  misses.push({ ...miss, promisedOn: toDateColumn(promisedOn) });
  return missId;
}

/** The question was asked a week later, and answered two days after that. */
function tellAnswer(
  { surveys, answers }: Rows,
  write: Write,
  whose: { freelancerId: string; projectId: string; contactId: string },
  { answer }: Delivery,
  completedOn: Day,
): { surveyId: string | null; answeredAt: Date } {
  const invitedAt = at(workdayAfter(addDays(completedOn, 6)), "09:30");
  const answeredAt = at(workdayAfter(addDays(completedOn, 8)), "16:40");
  if (!answer) return { surveyId: null, answeredAt };
  const { freelancerId, contactId } = whose;
  const surveyId = randomUUID();
  const tokenHash = hashToken(newToken());
  surveys.push({ ...whose, id: surveyId, tokenHash, invitedAt, expiresAt: answeredAt });
  const [verdict, effort, words] = answer;
  answers.push({ freelancerId, surveyId, ordinal: 1, verdict, effort, words, answeredAt });
  write("answer.given", answeredAt, { contactId, data: { verdict, isRevision: false } });
  return { surveyId, answeredAt };
}

/** The first working day after a day. */
const workdayAfter = (day: Day) => addWorkingDays(day, 1);
