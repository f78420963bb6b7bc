import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { restoreDeadline } from "@/features/deadlines/changes/commands";
import { meetDeadline, promiseDeadline, takeOutDeadline } from "@/features/deadlines/commands";
import { moveDeadline } from "@/features/deadlines/moves/commands";
import { noteMisses } from "@/features/deadlines/risk/commands";
import { nextOf } from "@/features/deadlines/rules";
import { getProject } from "@/features/projects/queries";
import { countMonths } from "@/features/quality/queries";
import { listJustDone } from "@/features/today/done/queries";
import { listToday } from "@/features/today/queries";
import { changePromise } from "@/workflows/change-deadline/commands";
import { completeProject } from "@/workflows/complete-project/commands";
import { dropPromise } from "@/workflows/drop-deadline/commands";
import { finishOwnDate } from "@/workflows/finish-own-date/commands";
import { reopenProject } from "@/workflows/reopen-project/commands";
import { client, emailsOf, freelancer, MONDAY, pageOf, project } from "@tests/support/factories";

const REASON = "The licence for the map arrived two days late.";
const later = (ms: number) => new Date(MONDAY.getTime() + ms);
const notFound = { code: "not-found" };

async function promised(holder: "FREELANCER" | "CLIENT" = "FREELANCER", titles = ["Draft"]) {
  const scope = await freelancer();
  const person = await client(scope);
  const id = await project(scope, person);
  for (const title of titles)
    await promiseDeadline(
      scope,
      { projectId: id, title, promisedOn: "2026-11-27", targetOn: "2026-11-25", holder },
      MONDAY,
    );
  const { deadlines } = await getProject(scope, id);
  const move = (deadlineId: string, toOn = "2026-12-01") =>
    moveDeadline(scope, { deadlineId, seenOn: "2026-11-27", toOn, reason: REASON }, MONDAY);
  const dropIt = (deadlineId: string, text?: string, now = MONDAY) =>
    dropPromise(scope, { deadlineId, text, formKey: randomUUID() }, now);
  const waiting = async () =>
    (await emailsOf(id)).filter((email) => email.settledAt === null && !email.cancelledAt);
  return { scope, person, id, ids: deadlines.map((one) => one.id), move, dropIt, waiting };
}

describe("a date that was met before it was entered", () => {
  const add = (scope: Scope, projectId: string, over: { promisedOn?: string; doneOn?: string }) =>
    promiseDeadline(
      scope,
      { projectId, title: "Sketch", promisedOn: "2026-11-10", holder: "FREELANCER", ...over },
      MONDAY,
    );

  test("is done on its day, on the client's page too, without an email", async () => {
    const { scope, person, id } = await promised("FREELANCER", []);
    await add(scope, id, { doneOn: "2026-11-12" });
    const [shown] = (await pageOf(person, id))!.project!.deadlines;
    expect(shown).toMatchObject({ title: "Sketch", metAt: new Date("2026-11-12T11:00:00Z") });
    expect(await emailsOf(id)).toEqual([]);
    // It was two days late, and counts as that.
    const where = { freelancerId: scope.freelancerId };
    const studio = await db().studio.findUniqueOrThrow({ where });
    expect(JSON.stringify(await countMonths(scope, studio, "2026-11-01"))).toContain(
      "promises.missed",
    );
  });

  test("a past day without it is refused, and one that has not come", async () => {
    const { scope, id } = await promised("FREELANCER", []);
    await expect(add(scope, id, {})).rejects.toMatchObject({ field: "promisedOn" });
    await expect(add(scope, id, { doneOn: "2026-11-24" })).rejects.toMatchObject({
      field: "doneOn",
    });
    await add(scope, id, { doneOn: "2026-11-23" });
    expect((await getProject(scope, id)).deadlines[0]!.metAt).toEqual(MONDAY);
  });
});

describe("a promise is changed", () => {
  test("title, holder and private day; the promised day stays", async () => {
    const { scope, person, id, ids } = await promised();
    const change = { deadlineId: ids[0]!, title: "First draft", holder: "CLIENT" as const };
    await changePromise(scope, change, MONDAY);
    expect((await getProject(scope, id)).deadlines[0]).toMatchObject({
      title: "First draft",
      holder: "CLIENT",
      targetOn: null,
      promisedOn: "2026-11-27",
    });
    expect((await pageOf(person, id))?.project?.deadlines[0]?.title).toBe("First draft");
  });

  test("a notice that is held has the new title; one that was sent keeps the old one", async () => {
    const { scope, id, ids, move, waiting } = await promised();
    await move(ids[0]!);
    const renamed = { deadlineId: ids[0]!, holder: "FREELANCER" as const };
    await changePromise(scope, { ...renamed, title: "First draft" }, MONDAY);
    expect((await waiting()).map(({ subject }) => subject)).toEqual(["A new date: First draft"]);
    const sent = { sentAt: MONDAY, settledAt: MONDAY, frozenAt: MONDAY };
    await db().email.updateMany({ where: { projectId: id }, data: sent });
    await changePromise(scope, { ...renamed, title: "Third draft" }, later(1000));
    expect((await emailsOf(id)).map(({ subject }) => subject)).toEqual(["A new date: First draft"]);
  });

  test("a private day after the promised one is refused by its name", async () => {
    const { scope, ids } = await promised();
    const input = { deadlineId: ids[0]!, title: "Draft", holder: "FREELANCER" as const };
    await expect(
      changePromise(scope, { ...input, targetOn: "2026-11-28" }, MONDAY),
    ).rejects.toMatchObject({ code: "invalid", field: "targetOn" });
  });

  test("two tabs: the second reads what the first has saved", async () => {
    const { scope, ids } = await promised();
    const seen = { title: "Draft", holder: "FREELANCER", targetOn: "2026-11-25" };
    const input = { deadlineId: ids[0]!, holder: "FREELANCER" as const, targetOn: "2026-11-25" };
    await changePromise(scope, { ...input, title: "One" }, MONDAY, seen);
    await expect(changePromise(scope, { ...input, title: "Two" }, MONDAY, seen)).rejects.toThrow();
    await changePromise(scope, { ...input, title: "Draft", targetOn: "2026-11-24" }, MONDAY, seen);
    const { title, targetOn } = await db().deadline.findUniqueOrThrow({ where: { id: ids[0]! } });
    expect([title, targetOn]).toEqual(["One", new Date("2026-11-24")]);
  });
});

describe("a promise is dropped", () => {
  test("the held notice goes, and says nothing of it where it tells of another too", async () => {
    const { ids, move, dropIt, waiting } = await promised("FREELANCER", ["Draft", "Proof"]);
    await move(ids[0]!);
    await move(ids[1]!);
    expect(JSON.stringify(await waiting())).toContain("Draft");
    await dropIt(ids[0]!);
    const [left] = await waiting();
    expect(JSON.stringify(left!.words)).not.toContain("Draft");
    expect(JSON.stringify(left!.words)).toContain("Proof");
    await dropIt(ids[1]!);
    expect(await waiting()).toEqual([]);
  });

  test("in an email in the freelancer's own words nothing is changed, and that is said", async () => {
    const { id, ids, move, dropIt, waiting } = await promised();
    await move(ids[0]!);
    await db().email.updateMany({ where: { projectId: id }, data: { editedAt: MONDAY } });
    expect(await dropIt(ids[0]!)).toMatchObject({ hasEdited: true });
    expect(await waiting()).toHaveLength(1);
  });

  test("it is next, late, at risk and missed no more, and can come back", async () => {
    const { scope, person, id, ids, dropIt } = await promised();
    const after = new Date("2026-11-30T10:00:00Z");
    const studio = await db().studio.findUniqueOrThrow({
      where: { freelancerId: scope.freelancerId },
    });
    const kinds = async () => (await listToday(scope, studio, after)).map(({ kind }) => kind);
    expect(await kinds()).toContain("deadline late");
    await dropIt(ids[0]!);
    expect(await kinds()).toEqual([]);
    expect(nextOf((await pageOf(person, id))!.project!.deadlines)).toBeNull();
    await noteMisses(after);
    expect(await db().deadlineMiss.count({ where: { deadlineId: ids[0]! } })).toBe(0);
    await restoreDeadline(scope, ids[0]!, after);
    expect(await kinds()).toContain("deadline late");
  });

  test("with words the client reads them; pressing twice is one message", async () => {
    const { scope, id, ids } = await promised();
    const formKey = randomUUID();
    const text = "The draft is no longer needed, as we said on the phone.";
    const input = { deadlineId: ids[0]!, text, formKey };
    await dropPromise(scope, input, MONDAY);
    await dropPromise(scope, input, MONDAY);
    const lines = await db().message.findMany({ where: { projectId: id } });
    expect(lines.map((line) => line.text)).toEqual([text]);
    expect((await emailsOf(id)).map(({ kind }) => kind)).toEqual(["message.posted"]);
  });

  test("what was dropped earlier stays so when a completed project is reopened", async () => {
    const { scope, id, ids, dropIt } = await promised();
    await dropIt(ids[0]!);
    await completeProject(scope, id, later(1), { doneIds: [] });
    await reopenProject(scope, id, later(2));
    expect((await getProject(scope, id)).deadlines[0]!.droppedAt).toEqual(MONDAY);
  });

  test("one that is done is refused, one that is dropped can't be moved", async () => {
    const { scope, ids, move, dropIt } = await promised("FREELANCER", ["Draft", "Proof"]);
    await meetDeadline(scope, ids[0]!, MONDAY);
    await expect(dropIt(ids[0]!)).rejects.toMatchObject({ code: "not-allowed" });
    await dropIt(ids[1]!);
    await expect(move(ids[1]!)).rejects.toMatchObject({ code: "not-allowed" });
  });
});

test("deleting a promise cancels its held notice; once that was sent it is refused", async () => {
  const { scope, id, ids, move, waiting } = await promised("FREELANCER", ["Draft", "Proof"]);
  await move(ids[0]!);
  await takeOutDeadline(scope, ids[0]!, later(60_000));
  expect(await waiting()).toEqual([]);
  await move(ids[1]!);
  await db().email.updateMany({
    where: { projectId: id, settledAt: null },
    data: { frozenAt: later(1), sentAt: later(1), settledAt: later(1) },
  });
  await expect(takeOutDeadline(scope, ids[1]!, later(60_000))).rejects.toMatchObject({
    code: "too-late",
  });
});

describe("the client says that their own date is done", () => {
  test("it is done, a line in the thread waits for an answer, and the freelancer is emailed", async () => {
    const { scope, person, id, ids } = await promised("CLIENT", ["Photos of the harbour"]);
    const about = { projectId: id, deadlineId: ids[0]! };
    await Promise.all([
      finishOwnDate(person.scope, about, MONDAY),
      finishOwnDate(person.scope, about, MONDAY),
    ]);
    const { deadlines } = await getProject(scope, id);
    expect(deadlines[0]!.metAt).toEqual(MONDAY);
    const lines = await db().message.findMany({ where: { projectId: id } });
    expect(lines.map(({ text, contactId }) => [text, contactId])).toEqual([
      ["Done: Photos of the harbour", person.contactId],
    ]);
    expect((await emailsOf(id)).map(({ contactId, kind }) => [contactId, kind])).toEqual([
      [null, "message.posted"],
    ]);
  });

  test("the freelancer's date, another client's and a stranger's are not found", async () => {
    const { scope, person, id, ids } = await promised("FREELANCER");
    const about = { projectId: id, deadlineId: ids[0]! };
    await expect(finishOwnDate(person.scope, about, MONDAY)).rejects.toMatchObject(notFound);
    const theirs = await promised("CLIENT");
    const other = await client(theirs.scope, { name: "Other", address: "other@example.com" });
    const own = { projectId: theirs.id, deadlineId: theirs.ids[0]! };
    await expect(finishOwnDate(other.scope, own, MONDAY)).rejects.toMatchObject(notFound);
    await expect(finishOwnDate(person.scope, own, MONDAY)).rejects.toMatchObject(notFound);
    await expect(restoreDeadline(scope, theirs.ids[0]!, MONDAY)).rejects.toMatchObject(notFound);
  });
});

test("what was marked as done can be undone on Today for a minute", async () => {
  const { scope, ids } = await promised();
  await meetDeadline(scope, ids[0]!, MONDAY);
  expect(await listJustDone(scope, later(60_000))).toMatchObject([{ id: ids[0] }]);
  expect(await listJustDone(scope, later(60_001))).toEqual([]);
});
