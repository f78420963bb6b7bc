import { describe, expect, test, vi } from "vitest";
import type { Scope } from "@/auth/scope";
import { db, inTransaction } from "@/db/client";
import { lock } from "@/db/locks";
import { closeDeadlines, meetDeadline, promiseDeadline } from "@/features/deadlines/commands";
import { writeNote } from "@/features/projects/work-notes/commands";
import { listComingUp } from "@/features/today/coming-up/queries";
import { listToday } from "@/features/today/queries";
import { answerSurvey } from "@/workflows/answer-survey/commands";
import { completeProject } from "@/workflows/complete-project/commands";
import { sendFollowUpNow } from "@/workflows/decide-follow-up/commands";
import { reopenProject } from "@/workflows/reopen-project/commands";
import {
  client,
  emailsOf,
  freelancer,
  MONDAY,
  pageOf,
  project,
  tokenIn,
} from "@tests/support/factories";
import { fullStudio } from "@tests/support/full-studio";

const DAY = 86_400_000;

async function withPromises(...promises: { title: string; on: string; holder?: "CLIENT" }[]) {
  const scope = await freelancer();
  const person = await client(scope);
  const id = await project(scope, person);
  for (const { title, on, holder = "FREELANCER" } of promises)
    await promiseDeadline(scope, { projectId: id, title, promisedOn: on, holder }, MONDAY);
  const studio = await db().studio.findUniqueOrThrow({
    where: { freelancerId: scope.freelancerId },
  });
  const today = async (now: Date) =>
    (await listToday(scope, studio, now)).map((need) =>
      "title" in need ? [need.kind, need.title] : [need.kind],
    );
  return { scope, person, id, today };
}

test("a promise due today stays until it is done, whatever is posted", async () => {
  const { scope, id, today } = await withPromises({ title: "Draft", on: "2026-11-23" });
  expect(await today(MONDAY)).toEqual([["deadline at risk", "Draft"]]);
  await writeNote(scope, { projectId: id, text: "Half of it is drawn.", as: "shown" }, MONDAY);
  expect(await today(MONDAY)).toEqual([["deadline due today", "Draft"]]);
  await db().deadline.updateMany({ where: { projectId: id }, data: { metAt: MONDAY } });
  expect(await today(MONDAY)).toEqual([]);
});

test("what the client let pass shows the day after, and not on its day", async () => {
  const { today } = await withPromises({ title: "Photos", on: "2026-11-23", holder: "CLIENT" });
  expect(await today(MONDAY)).toEqual([]);
  expect(await today(new Date(MONDAY.getTime() + DAY))).toEqual([["client late", "Photos"]]);
});

test("an answer that is nearly comes after a late promise, a bad one before", async () => {
  const { scope, id, today } = await withPromises({ title: "Draft", on: "2026-11-23" });
  await completeProject(scope, id, MONDAY);
  const { id: checkBack } = await db().followUp.findFirstOrThrow({
    where: { projectId: id, kind: "CHECK_BACK" },
  });
  await sendFollowUpNow(scope, checkBack, MONDAY);
  const asked = (await emailsOf(id)).find((email) => email.kind === "survey.invited")!;
  const token = tokenIn(asked.words.link!.url);
  await db().project.update({ where: { id }, data: { completedAt: null } });
  const tuesday = new Date(MONDAY.getTime() + DAY);
  const kinds = async () =>
    (await today(tuesday)).map(([kind]) => kind).filter((kind) => kind !== "email scheduled");
  await answerSurvey({ token }, { verdict: "NEARLY", words: "One date." }, MONDAY);
  expect(await kinds()).toEqual(["deadline late", "case unanswered, nearly"]);
  await answerSurvey({ token }, { verdict: "NOT_UP_TO_MARK", words: "Two dates." }, tuesday);
  expect(await kinds()).toEqual(["case unanswered", "deadline late"]);
});

test("completing says what becomes of open promises, and a reopening takes it back", async () => {
  const { scope, person, id } = await withPromises(
    { title: "Draft", on: "2026-11-24" },
    { title: "Poster", on: "2026-11-25" },
  );
  const [draft] = await db().deadline.findMany({ where: { title: "Draft", projectId: id } });
  await completeProject(scope, id, MONDAY, { doneIds: [draft!.id] });
  const shown = async () =>
    (await pageOf(person, id))!.project!.deadlines.map((one) => [
      one.title,
      one.metAt !== null,
      one.droppedAt !== null,
    ]);
  expect(await shown()).toEqual([
    ["Draft", true, false],
    ["Poster", false, true],
  ]);
  await reopenProject(scope, id, new Date(MONDAY.getTime() + 1000));
  expect(await shown()).toEqual([
    ["Draft", false, false],
    ["Poster", false, false],
  ]);
});

test("a promise is done or dropped, never both: marking it waits for a completion under way", async () => {
  const { scope, id } = await withPromises({ title: "Draft", on: "2026-11-24" });
  const [draft] = await db().deadline.findMany({ where: { projectId: id } });
  let marking: Promise<void> | undefined;
  await inTransaction(async (tx) => {
    await lock(tx, scope, { project: id });
    const [{ pid }] = await tx.$queryRaw<[{ pid: number }]>`SELECT pg_backend_pid() AS "pid"`;
    marking = meetDeadline(scope, draft!.id, MONDAY);
    await vi.waitFor(async () => {
      const waiting = await db().$queryRaw<unknown[]>`
        SELECT 1 FROM pg_stat_activity WHERE ${pid}::int = ANY(pg_blocking_pids("pid"))`;
      expect(waiting).toHaveLength(1);
    }, 5_000);
    await closeDeadlines(tx, scope, id, [], MONDAY);
  });
  await marking;
  expect(await db().deadline.findUniqueOrThrow({ where: { id: draft!.id } })).toMatchObject({
    metAt: MONDAY,
    droppedAt: null,
  });
});

test("a promise of somebody else's is not closed by naming it", async () => {
  const mine = await withPromises({ title: "Draft", on: "2026-11-24" });
  const theirs = await withPromises({ title: "Theirs", on: "2026-11-24" });
  const [foreign] = await db().deadline.findMany({ where: { projectId: theirs.id } });
  await completeProject(mine.scope, mine.id, MONDAY, { doneIds: [foreign!.id] });
  expect(await db().deadline.findUniqueOrThrow({ where: { id: foreign!.id } })).toMatchObject({
    metAt: null,
    droppedAt: null,
  });
});

describe("what is coming up", () => {
  async function comingUp(scope: Scope, now: Date) {
    const studio = await db().studio.findUniqueOrThrow({
      where: { freelancerId: scope.freelancerId },
    });
    const ahead = await listComingUp(scope, studio.zone, now, await listToday(scope, studio, now));
    return ahead.map(({ kind, on, what }) => [kind, on, what]);
  }

  test("is what the next seven days hold and is no need, the nearest first", async () => {
    const { scope, id } = await withPromises(
      { title: "Due today", on: "2026-11-23" },
      { title: "Photos", on: "2026-11-23", holder: "CLIENT" },
      { title: "Poster", on: "2026-11-30" },
      { title: "Far off", on: "2026-12-01" },
    );
    await promiseDeadline(
      scope,
      {
        projectId: id,
        title: "Map",
        promisedOn: "2026-12-18",
        targetOn: "2026-11-27",
        holder: "FREELANCER",
      },
      MONDAY,
    );
    expect(await comingUp(scope, MONDAY)).toEqual([
      ["promised", "2026-11-23", "Photos"],
      ["target", "2026-11-27", "Map"],
      ["promised", "2026-11-30", "Poster"],
    ]);
    // Once it is at risk it is a need, and is said once.
    const wednesday = new Date(MONDAY.getTime() + 2 * DAY);
    expect((await comingUp(scope, wednesday)).map(([, , what]) => what)).toEqual([
      "Map",
      "Far off",
    ]);
    expect(await comingUp(await freelancer(), MONDAY)).toEqual([]);
    await completeProject(scope, id, MONDAY);
    expect(await comingUp(scope, MONDAY)).toEqual([]);
  });

  test("has what a client expects to hear, until the day it is needed", async () => {
    const { scope, ids } = await fullStudio();
    const now = new Date();
    const due = (days: number) =>
      db().pledge.update({
        where: { id: ids.pledgeId, freelancerId: scope.freelancerId },
        data: { keptAt: null, dueAt: new Date(now.getTime() + days * DAY) },
      });
    const pledges = async () => (await comingUp(scope, now)).filter(([kind]) => kind === "pledge");
    await due(3);
    expect(await pledges()).toHaveLength(1);
    await due(-1);
    expect(await pledges()).toEqual([]);
    await due(9);
    expect(await pledges()).toEqual([]);
  });
});
