import { beforeEach, describe, expect, test } from "vitest";
import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import type { StudioTask } from "@/db/enums";
import { unarchiveClient } from "@/features/clients/archive/commands";
import { promiseDeadline } from "@/features/deadlines/commands";
import { noteMisses, writeMorningEmails } from "@/features/deadlines/risk/commands";
import { saveRetention } from "@/features/retention/commands";
import { forEachDue } from "@/features/studio/due/commands";
import { toDateColumn } from "@/lib/dates";
import { archiveClient } from "@/workflows/archive-client/commands";
import { completeProject } from "@/workflows/complete-project/commands";
import { deleteProject } from "@/workflows/delete-project/commands";
import { planQuietChecks } from "@/workflows/plan-quiet-checks/commands";
import { reopenProject } from "@/workflows/reopen-project/commands";
import { client, freelancer, MONDAY, project } from "@tests/support/factories";

const later = (days: number) => new Date(MONDAY.getTime() + days * 86_400_000);

/** Nothing of earlier tests is due. */
beforeEach(async () => {
  await db().studioDue.deleteMany();
});

async function studios(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i += 1) ids.push((await freelancer()).freelancerId);
  return ids;
}

/** Does a task, and returns for whom it did, in turn. */
async function visit(
  now: Date,
  work: (id: string) => Promise<Date> = async () => later(30),
  task: StudioTask = "FORGET",
): Promise<string[]> {
  const ids: string[] = [];
  const note = async (id: string) => {
    ids.push(id);
    return work(id);
  };
  await forEachDue({ task, failed: "it could not be done" }, now, note);
  return ids;
}

const isDue = async ({ freelancerId }: Scope, task: StudioTask, now = MONDAY) =>
  (await db().studioDue.count({ where: { freelancerId, task, dueAt: { lte: now } } })) > 0;

describe("a task of each studio", () => {
  test("is done for a new one at once, and then when the work said", async () => {
    const [one, other] = await studios(2);
    expect((await visit(MONDAY)).toSorted()).toEqual([one, other].toSorted());
    expect(await visit(later(29))).toEqual([]);
    expect((await visit(later(30))).toSorted()).toEqual([one, other].toSorted());
  });

  test("that throws for one is done for the others, and for that one by the next run", async () => {
    const [bad, good] = await studios(2);
    const work = async (id: string) => {
      if (id === bad) throw new Error("not today");
      return later(30);
    };
    expect((await visit(MONDAY, work)).toSorted()).toEqual([bad, good].toSorted());
    expect(await visit(MONDAY)).toEqual([bad]);
    expect(await visit(MONDAY)).toEqual([]);
  });

  test("is due again after a change that came while it was done", async () => {
    const [one] = await studios(1);
    const work = async (id: string) => {
      await db().studio.update({
        where: { freelancerId: id },
        data: { quietMonths: { increment: 1 } },
      });
      return later(30);
    };
    await visit(MONDAY, work, "QUIET_CHECK");
    expect(await visit(MONDAY, undefined, "QUIET_CHECK")).toEqual([one]);
  });

  test("is done for more than are read at once, each once", async () => {
    const [one] = await studios(1);
    const others = await studios(2);
    const rows = (freelancerId: string, count: number) =>
      Array.from({ length: count }, () => ({
        freelancerId,
        task: "FORGET" as const,
        dueAt: MONDAY,
      }));
    await db().studioDue.createMany({ data: rows(one!, 250) });
    expect(new Set(await visit(MONDAY))).toEqual(new Set([one, ...others]));
    expect(await db().studioDue.count({ where: { task: "FORGET" } })).toBe(3);
    expect((await visit(later(30))).toSorted()).toEqual([one, ...others].toSorted());
  });

  test("goes with the studio, and harms nothing when it is gone", async () => {
    const [one] = await studios(1);
    const work = async (id: string) => {
      await db().user.delete({ where: { id } });
      return later(30);
    };
    expect(await visit(MONDAY, work)).toEqual([one]);
    expect(await db().studioDue.count()).toBe(0);
  });
});

describe("what makes a studio due:", () => {
  /** A studio that all tasks have looked at. */
  async function looksDone() {
    const scope = await freelancer();
    const ines = await client(scope);
    const projectId = await project(scope, ines);
    await db().studioDue.deleteMany();
    return { scope, ines, projectId };
  }

  test("hours and zone, for the morning email and the past year", async () => {
    const { scope } = await looksDone();
    const where = { freelancerId: scope.freelancerId };
    await db().studio.update({ where, data: { name: "Holm & Co" } });
    expect(await isDue(scope, "MORNING_EMAIL")).toBe(false);
    await db().studio.update({ where, data: { zone: "Europe/Lisbon" } });
    expect(await isDue(scope, "MORNING_EMAIL")).toBe(true);
    expect(await isDue(scope, "YEAR_REVIEW")).toBe(true);
    expect(await isDue(scope, "QUIET_CHECK")).toBe(false);
  });

  test("for how long things are kept, for forgetting", async () => {
    const { scope } = await looksDone();
    const keep = { emailMonths: 6, receivedMonths: 6, historyMonths: 6, linkMonths: 6 };
    await saveRetention(scope, keep);
    expect(await isDue(scope, "FORGET")).toBe(true);
  });

  test("a completion, a reopening, and a project that goes, for the quiet check", async () => {
    const { scope, ines, projectId } = await looksDone();
    const begun = await project(scope, ines, "Another");
    expect(await isDue(scope, "QUIET_CHECK")).toBe(false);
    const makesDue = async (act: () => Promise<unknown>) => {
      await db().studioDue.deleteMany();
      await act();
      return isDue(scope, "QUIET_CHECK");
    };
    expect(await makesDue(() => completeProject(scope, projectId, MONDAY))).toBe(true);
    expect(await makesDue(() => reopenProject(scope, projectId, MONDAY))).toBe(true);
    expect(await makesDue(() => deleteProject(scope, begun, MONDAY))).toBe(true);
  });

  test("a case that closes, a client who is back, and the check turned on again", async () => {
    const { scope, ines, projectId } = await looksDone();
    const { freelancerId } = scope;
    await completeProject(scope, projectId, MONDAY);
    const where = { id: ines.clientId, freelancerId };
    const makesDue = async (act: () => Promise<unknown>) => {
      await db().studioDue.deleteMany();
      await act();
      return isDue(scope, "QUIET_CHECK");
    };
    const opened = (caseOpenedAt: Date | null) => () =>
      db().client.update({ where, data: { caseOpenedAt } });
    expect(await makesDue(opened(MONDAY))).toBe(false);
    expect(await makesDue(opened(null))).toBe(true);
    expect(await makesDue(() => archiveClient(scope, ines.clientId, MONDAY))).toBe(false);
    expect(await makesDue(() => unarchiveClient(scope, ines.clientId))).toBe(true);
    const off = { freelancerId, kind: "QUIET_CHECK" as const };
    expect(
      await makesDue(() => db().followUpSwitch.create({ data: { ...off, offAt: MONDAY } })),
    ).toBe(false);
    expect(await makesDue(() => db().followUpSwitch.deleteMany({ where: off }))).toBe(true);
  });
});

test("a client is asked when their quiet time is over, with nothing in between", async () => {
  const scope = await freelancer();
  const ines = await client(scope);
  const projectId = await project(scope, ines);
  await completeProject(scope, projectId, MONDAY);
  const planned = () =>
    db().followUp.count({ where: { freelancerId: scope.freelancerId, kind: "QUIET_CHECK" } });
  await planQuietChecks(MONDAY);
  const { dueAt } = await db().studioDue.findFirstOrThrow({
    where: { freelancerId: scope.freelancerId, task: "QUIET_CHECK" },
  });
  await planQuietChecks(new Date(dueAt.getTime() - 1));
  expect(await planned()).toBe(0);
  await planQuietChecks(dueAt);
  expect(await planned()).toBe(1);
});

test("the morning is looked at once a day, at the opening, and again after new hours", async () => {
  const scope = await freelancer();
  const ines = await client(scope);
  const id = await project(scope, ines);
  const emails = () => db().email.count({ where: { kind: "deadlines.at-risk", ...scope } });
  const { freelancerId } = scope;
  const next = async () =>
    (await db().studioDue.findMany({ where: { freelancerId, task: "MORNING_EMAIL" } })).map(
      ({ dueAt }) => dueAt.toISOString(),
    );
  await writeMorningEmails(MONDAY);
  expect(await next()).toEqual(["2026-11-24T08:00:00.000Z"]);
  const draft = { projectId: id, title: "Draft", promisedOn: "2026-11-25", holder: "FREELANCER" };
  await promiseDeadline(scope, { ...draft, holder: "FREELANCER" }, MONDAY);
  await writeMorningEmails(new Date("2026-11-24T07:59:00Z"));
  expect(await emails()).toBe(0);
  await writeMorningEmails(new Date("2026-11-24T08:00:00Z"));
  expect(await emails()).toBe(1);
  // On Wednesday it opens at seven.
  const early = Object.fromEntries(
    ["1", "2", "3", "4", "5", "6", "7"].map((day) => [day, [["07:00", "17:00"]]]),
  );
  await db().studio.update({ where: { freelancerId }, data: { hours: early } });
  await writeMorningEmails(new Date("2026-11-24T10:00:00Z"));
  expect(await next()).toEqual(["2026-11-25T06:00:00.000Z"]);
  await writeMorningEmails(new Date("2026-11-25T06:00:00Z"));
  expect(await emails()).toBe(2);
});

test("more missed promises than one transaction takes are all recorded, once", async () => {
  const scope = await freelancer();
  const ines = await client(scope);
  const projectId = await project(scope, ines);
  const { freelancerId } = scope;
  await db().deadline.createMany({
    data: Array.from({ length: 510 }, (_, i) => ({
      freelancerId,
      projectId,
      title: `Sheet ${i}`,
      promisedOn: toDateColumn(i < 505 ? "2026-11-20" : "2026-11-23"),
    })),
  });
  expect(await noteMisses(MONDAY)).toBe(505);
  expect(await noteMisses(MONDAY)).toBe(0);
  expect(await db().historyEntry.count({ where: { freelancerId, kind: "deadline.missed" } })).toBe(
    505,
  );
});
