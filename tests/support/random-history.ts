import { randomBytes, randomUUID } from "node:crypto";
import fc from "fast-check";
import { db } from "@/db/client";
import { weekOf } from "@/features/studio/rules";

const FIRST = Date.UTC(2025, 8, 28);
// Working time is counted for 400 days at most.
const HALVES = 385 * 48;
const CHANNELS = ["PORTAL", "EMAIL", "PHONE", "WHATSAPP", "SOCIAL", "IN_PERSON"] as const;
const REASONS = [
  null,
  "NO_WORK",
  "TOO_EXPENSIVE",
  "TOO_SLOW",
  "SOMEONE_ELSE",
  "RESULT",
  "OTHER",
] as const;
const KINDS = ["CORRECTION", "WRONG_DELIVERY", "OTHER"] as const;
const VERDICTS = ["UP_TO_MARK", "NEARLY", "NOT_UP_TO_MARK"] as const;
const ZONES = ["Europe/Copenhagen", "Pacific/Auckland", "America/Los_Angeles"];

export type World = { freelancerId: string; people: { clientId: string; contactId: string }[] };

/** An event's own numbers: its instant, and what to choose by. */
type Turn = World & { at: Date; pick: number; choice: number };

const one = <T>(list: readonly T[], by: number): T => list[by % list.length]!;
const dayOf = (at: Date) => new Date(at.toISOString().slice(0, 10));
const later = (at: Date, halves: number) => new Date(at.getTime() + halves * 1_800_000);

/** A row of a table that is there already, by number; undefined for none. */
async function some<Row>(find: Promise<Row[]>, pick: number): Promise<Row | undefined> {
  const rows = await find;
  return rows.length > 0 ? rows[pick % rows.length] : undefined;
}

const projectsOf = ({ freelancerId }: World) =>
  db().project.findMany({ where: { freelancerId }, orderBy: { createdAt: "asc" } });
const deadlinesOf = ({ freelancerId }: World) =>
  db().deadline.findMany({ where: { freelancerId }, orderBy: { createdAt: "asc" } });

/** Where something is said: in a project, or between projects. */
async function threadOf(turn: Turn) {
  const project = turn.choice % 4 === 0 ? undefined : await some(projectsOf(turn), turn.pick);
  const { clientId, contactId } = project ?? one(turn.people, turn.pick);
  return { freelancerId: turn.freelancerId, clientId, projectId: project?.id ?? null, contactId };
}

const line = (turn: Turn) => ({ formKey: randomUUID(), writtenAt: turn.at });

/** Everything that can happen. What has nothing to happen to does nothing. */
export const acts = {
  begin: async ({ freelancerId, people, pick, choice, at }: Turn) => {
    const completedAt = choice % 2 ? at : null;
    await db().project.create({
      data: { freelancerId, ...one(people, pick), title: "A map", completedAt },
    });
  },
  ask: async (turn: Turn) => {
    const thread = await threadOf(turn);
    const channel = one(CHANNELS, turn.choice);
    await db().message.create({
      data: {
        ...thread,
        ...line(turn),
        channel,
        text: one(["Where is it?", "Where is it?", "Thanks", "And the legend?"], turn.pick),
        loggedAt: turn.choice % 3 ? null : later(turn.at, 1),
        isAutomatic: turn.choice % 11 === 0,
      },
    });
  },
  reply: async (turn: Turn) => {
    const thread = await threadOf(turn);
    const heldUntil = turn.choice % 7 === 0 ? later(turn.at, 9) : null;
    await db().message.create({
      data: { ...thread, ...line(turn), contactId: null, text: "Here it is.", heldUntil },
    });
  },
  converse: async (turn: Turn) => {
    const { contactId, ...thread } = await threadOf(turn);
    const base = { ...thread, channel: one(CHANNELS, turn.pick) };
    const asked = { ...base, contactId, text: "Where is it?" };
    await db().message.create({ data: { ...asked, ...line(turn) } });
    const answeredAt = later(turn.at, turn.choice % 200);
    await db().message.create({
      data: { ...base, text: "Here.", formKey: randomUUID(), writtenAt: answeredAt },
    });
  },
  changeMessage: async (turn: Turn) => {
    const { freelancerId, pick, choice, at } = turn;
    const found = db().message.findMany({ where: { freelancerId }, orderBy: { formKey: "asc" } });
    const message = await some(found, pick);
    if (!message) return;
    const where = { id: message.id };
    const changes = [
      { noReplyAt: message.noReplyAt ? null : at },
      { heldUntil: message.heldUntil ? null : at, writtenAt: at },
      { isAutomatic: !message.isAutomatic },
      { text: "Thanks" },
      { writtenAt: at },
      { channel: one(CHANNELS, pick) },
    ];
    if (choice % 7 === 6) await db().message.delete({ where });
    else await db().message.update({ where, data: one(changes, choice % 7) });
  },
  promise: async (turn: Turn) => {
    const project = await some(projectsOf(turn), turn.pick);
    if (!project) return;
    const promisedOn = dayOf(turn.at);
    const metAt = turn.choice % 3 ? later(turn.at, (turn.choice % 9) * 12 - 48) : null;
    const holder = turn.choice % 5 === 0 ? "CLIENT" : "FREELANCER";
    const { freelancerId } = turn;
    await db().deadline.create({
      data: { freelancerId, projectId: project.id, title: "A draft", promisedOn, metAt, holder },
    });
  },
  changePromise: async (turn: Turn) => {
    const deadline = await some(deadlinesOf(turn), turn.pick);
    if (!deadline) return;
    const where = { id: deadline.id };
    const changes = [
      { metAt: deadline.metAt ? null : turn.at },
      { holder: deadline.holder === "CLIENT" ? ("FREELANCER" as const) : ("CLIENT" as const) },
      { promisedOn: dayOf(turn.at) },
    ];
    if (turn.choice % 4 === 3) await db().deadline.delete({ where });
    else await db().deadline.update({ where, data: one(changes, turn.choice % 4) });
  },
  movePromise: async (turn: Turn) => {
    const deadline = await some(deadlinesOf(turn), turn.pick);
    if (!deadline) return;
    const { freelancerId, at, choice } = turn;
    const toldDaysEarly = choice % 6 === 0 ? null : (choice % 12) - 4;
    await db().deadlineMove.create({
      data: {
        freelancerId,
        deadlineId: deadline.id,
        fromOn: dayOf(at),
        toOn: dayOf(later(at, 96)),
        movedAt: at,
        toldDaysEarly,
      },
    });
  },
  missPromise: async (turn: Turn) => {
    const deadline = await some(deadlinesOf(turn), turn.pick);
    if (!deadline) return;
    const { promisedOn, id: deadlineId } =
      turn.choice % 2 ? deadline : { ...deadline, promisedOn: dayOf(turn.at) };
    const toldAt = turn.choice % 3 ? null : turn.at;
    await db().deadlineMiss.upsert({
      where: { deadlineId_promisedOn: { deadlineId, promisedOn } },
      create: {
        freelancerId: turn.freelancerId,
        deadlineId,
        promisedOn,
        missedAt: turn.at,
        toldAt,
      },
      update: { toldAt },
    });
  },
  complete: async (turn: Turn) => {
    const project = await some(projectsOf(turn), turn.pick);
    if (!project) return;
    const completedAt = turn.choice % 4 ? turn.at : null;
    await db().project.update({ where: { id: project.id }, data: { completedAt } });
  },
  removeProject: async (turn: Turn) => {
    const project = turn.choice % 4 ? undefined : await some(projectsOf(turn), turn.pick);
    if (project) await db().project.delete({ where: { id: project.id } });
  },
  answer: async (turn: Turn) => {
    const project = await some(projectsOf(turn), turn.pick);
    if (!project) return;
    const { freelancerId, at, choice } = turn;
    const key = { projectId: project.id, contactId: project.contactId };
    const survey = await db().survey.upsert({
      where: { projectId_contactId: key },
      create: { freelancerId, ...key, tokenHash: randomBytes(32), invitedAt: at, expiresAt: at },
      update: {},
      include: { answers: true },
    });
    await db().answer.create({
      data: {
        freelancerId,
        surveyId: survey.id,
        ordinal: survey.answers.length + 1,
        verdict: one(VERDICTS, choice),
        effort: choice % 4 ? (choice % 5) + 1 : null,
        answeredAt: at,
      },
    });
  },
  openCase: async ({ freelancerId, people, pick, choice, at }: Turn) => {
    const { clientId, contactId } = one(people, pick);
    const firstRespondedAt = choice % 3 ? later(at, choice % 150) : null;
    const { id: caseId } = await db().case.create({
      data: { freelancerId, clientId, contactId, openedAt: at, firstRespondedAt },
    });
    await db().complaint.create({
      data: {
        freelancerId,
        caseId,
        contactId,
        channel: one(CHANNELS, pick),
        at: later(at, choice % 99),
      },
    });
  },
  respond: async ({ freelancerId, pick, choice }: Turn) => {
    const found = db().case.findMany({ where: { freelancerId }, orderBy: { openedAt: "asc" } });
    const one = await some(found, pick);
    if (!one) return;
    const where = { id: one.id };
    if (choice % 5 === 0) await db().case.delete({ where });
    else
      await db().case.update({
        where,
        data: { firstRespondedAt: later(one.openedAt, choice % 99) },
      });
  },
  remedy: async ({ freelancerId, people, pick, choice, at }: Turn) => {
    const found = db().remedy.findMany({ where: { freelancerId }, orderBy: { createdAt: "asc" } });
    const remedy = choice % 2 ? await some(found, pick) : undefined;
    const { clientId } = one(people, pick);
    const data = one([{ promisedAt: at }, { keptAt: at }, { waivedAt: at }], choice % 3);
    if (remedy) await db().remedy.update({ where: { id: remedy.id }, data });
    else
      await db().remedy.create({
        data: { freelancerId, clientId, text: "A proof first.", createdAt: at, promisedAt: at },
      });
  },
  pledge: async (turn: Turn) => {
    const { contactId, ...thread } = await threadOf(turn);
    const heldUntil = turn.choice % 5 ? null : turn.at;
    const { id: messageId } = await db().message.create({
      data: { ...thread, ...line(turn), text: "I’ll look into it.", heldUntil },
    });
    const dueAt = later(turn.at, 48);
    const made = { messageId, contactId, what: "The legend", dueAt, pledgedAt: turn.at };
    await db().pledge.create({ data: { ...thread, ...made } });
  },
  changePledge: async ({ freelancerId, pick, choice, at }: Turn) => {
    const found = db().pledge.findMany({ where: { freelancerId }, orderBy: { messageId: "asc" } });
    const pledge = await some(found, pick);
    if (!pledge) return;
    const where = { id: pledge.id };
    const moved = {
      freelancerId,
      pledgeId: pledge.id,
      fromAt: at,
      toAt: at,
      reason: "It takes longer.",
      movedAt: at,
    };
    if (choice % 4 === 0) await db().pledgeMove.create({ data: moved });
    else if (choice % 4 === 1)
      await db().pledge.update({ where, data: { keptAt: pledge.keptAt ? null : at } });
    else if (choice % 4 === 2) await db().pledge.update({ where, data: { missedAt: at } });
    else await db().pledge.delete({ where });
  },
  assign: async (turn: Turn) => {
    const project = await some(projectsOf(turn), turn.pick);
    if (!project) return;
    const { freelancerId, at } = turn;
    const key = { linkHash: randomBytes(32), linkCipher: Buffer.from([0]) };
    const { id: subcontractorId } = await db().subcontractor.create({
      data: {
        freelancerId,
        name: "Bo Lind",
        address: `${randomUUID()}@example.com`,
        zone: "UTC",
        ...key,
      },
    });
    const { id: assignmentId } = await db().assignment.create({
      data: { freelancerId, subcontractorId, projectId: project.id, title: "A ring", begunAt: at },
    });
    const desk = { freelancerId, assignmentId };
    await db().assignmentMessage.create({
      data: { ...desk, ...line(turn), isTheirs: true, text: "Nine or ten?" },
    });
    await db().assignmentDate.create({
      data: { ...desk, kind: "PAY", promisedOn: dayOf(at), doneOn: dayOf(later(at, 24)) },
    });
  },
  sayToHelper: async (turn: Turn) => {
    const found = db().assignment.findMany({
      where: { freelancerId: turn.freelancerId },
      orderBy: { begunAt: "asc" },
    });
    const assignment = await some(found, turn.pick);
    if (!assignment) return;
    const isTheirs = turn.choice % 2 === 0;
    await db().assignmentMessage.create({
      data: {
        freelancerId: turn.freelancerId,
        assignmentId: assignment.id,
        ...line(turn),
        isTheirs,
        text: one(["In ink?", "Thanks"], turn.pick),
        noReplyAt: isTheirs && turn.choice % 5 === 0 ? turn.at : null,
      },
    });
  },
  changePay: async ({ freelancerId, pick, choice, at }: Turn) => {
    const found = db().assignmentDate.findMany({
      where: { freelancerId },
      orderBy: { createdAt: "asc" },
    });
    const date = await some(found, pick);
    if (!date) return;
    const where = { id: date.id };
    const changes = [
      { doneOn: date.doneOn ? null : dayOf(at) },
      { promisedOn: dayOf(at) },
      { kind: choice % 2 ? ("PAY" as const) : ("THEIRS" as const) },
    ];
    if (choice % 4 === 3) await db().assignmentDate.delete({ where });
    else await db().assignmentDate.update({ where, data: one(changes, choice % 4) });
    const move = { fromOn: date.promisedOn, toOn: dayOf(at), movedAt: at };
    if (choice % 4 === 1)
      await db().assignmentDateMove.create({ data: { freelancerId, dateId: date.id, ...move } });
  },
  comeBack: async ({ freelancerId, people, pick, at }: Turn) => {
    const { clientId } = one(people, pick);
    await db().historyEntry.create({
      data: { freelancerId, clientId, at, actor: "FREELANCER", kind: "client.cameBack" },
    });
  },
  goQuiet: async (turn: Turn) => {
    const project = await some(projectsOf(turn), turn.pick);
    if (!project) return;
    const { freelancerId, at, choice } = turn;
    const { clientId, contactId, id: projectId } = project;
    const reason = one(REASONS, choice);
    const answered = {
      reason,
      isComplaint: choice % 2 === 0,
      answeredAt: reason ? later(at, choice) : null,
    };
    await db().quietCheck.upsert({
      where: { projectId_contactId: { projectId, contactId } },
      create: {
        freelancerId,
        clientId,
        contactId,
        projectId,
        askedAt: at,
        expiresAt: at,
        tokenHash: randomBytes(32),
        ...answered,
      },
      update: answered,
    });
  },
  goWrong: async ({ freelancerId, people, pick, choice, at }: Turn) => {
    const happenedOn = dayOf(at);
    if (choice % 4 === 0) {
      const { id: failureId } = await db().failure.create({
        data: { freelancerId, what: "Ill", doing: "Better", beganOn: happenedOn, createdAt: at },
      });
      const hit = people.slice(pick % 2, (pick % 2) + (choice % 3));
      for (const { contactId } of hit)
        await db().failureNotice.create({
          data: { freelancerId, failureId, contactId, ownLine: "", tries: 1 },
        });
    } else
      await db().ledgerEntry.create({
        data: {
          freelancerId,
          kind: one(KINDS, pick),
          what: "Wrong size",
          happenedOn,
          createdAt: at,
        },
      });
  },
  arrange: async ({ freelancerId, choice, at }: Turn) => {
    const changes = [
      { zone: one(ZONES, choice) },
      { hours: weekOf(["1", "2", "3", "6"], "08:00", "14:30") },
      { daysOff: [at.toISOString().slice(0, 10)] },
      { name: "Another name" },
    ];
    await db().studio.update({ where: { freelancerId }, data: one(changes, choice) });
  },
} satisfies Record<string, (turn: Turn) => Promise<void>>;

/** One thing that happens: what, on which half hour of the thirteen months, and numbers to choose by. */
export type Event = { what: keyof typeof acts; half: number; pick: number; choice: number };

/** Histories of a studio in any order: what is written last may have happened first. */
export const histories: fc.Arbitrary<Event[]> = fc.array(
  fc.record({
    what: fc.constantFrom(...(Object.keys(acts) as (keyof typeof acts)[])),
    half: fc.nat(HALVES),
    pick: fc.nat(1000),
    choice: fc.nat(1000),
  }),
  { minLength: 20, maxLength: 80 },
);

/** Lets events happen, in the order in which they are given. */
export async function happen(world: World, events: Event[]): Promise<void> {
  for (const { what, half, pick, choice } of events)
    await acts[what]({ ...world, at: later(new Date(FIRST), half), pick, choice });
}

/** The days between which everything of a history happens, and its quarters. */
export const QUARTERS = Array.from({ length: 9 }, (_, n) => {
  const first = new Date(Date.UTC(2025, n * 3, 1));
  return first.toISOString().slice(0, 10);
});
