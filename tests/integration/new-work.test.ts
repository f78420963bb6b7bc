import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { findNewWork } from "@/features/messages/queries";
import { listToday } from "@/features/today/queries";
import { beginProject } from "@/workflows/begin-project/commands";
import { completeProject } from "@/workflows/complete-project/commands";
import { closeLine, writeToClient, writeToFreelancer } from "@/workflows/post-message/commands";
import { client, freelancer, MONDAY, pageOf, project, type Person } from "@tests/support/factories";

const minute = 60_000;
const after = (ms: number) => new Date(MONDAY.getTime() + ms);

/** A client who asks for something new. */
async function asked(text = "A second map?\nOf the north coast.") {
  const scope = await freelancer();
  const ines = await client(scope);
  await writeToFreelancer(ines.scope, { text, formKey: randomUUID(), isNewWork: true }, MONDAY);
  return { scope, ines, messageId: await askOf(ines) };
}

async function askOf({ clientId }: Person) {
  const found = await db().message.findFirstOrThrow({
    where: { clientId, isNewWork: true },
    select: { id: true },
  });
  return found.id;
}

async function needsOf(scope: Scope, now = after(minute)) {
  const where = { freelancerId: scope.freelancerId };
  const needs = await listToday(scope, await db().studio.findUniqueOrThrow({ where }), now);
  return needs.filter((one) => ["new work asked for", "message waiting"].includes(one.kind));
}

test("what is asked for anew is one need, to be answered like a message", async () => {
  const { scope, messageId } = await asked();
  expect(await needsOf(scope)).toMatchObject([
    {
      kind: "new work asked for",
      messageId,
      who: "Ines Duarte",
      text: "A second map?\nOf the north coast.",
      answerBy: new Date("2026-11-24T09:00:00Z"),
    },
  ]);
});

test("an answer leaves it open, and its time is over", async () => {
  const { scope, ines } = await asked();
  const answer = { clientId: ines.clientId, text: "Gladly, in March.", formKey: randomUUID() };
  await writeToClient(scope, { ...answer, isNow: true }, after(minute));
  expect(await needsOf(scope, after(2 * minute))).toMatchObject([
    { kind: "new work asked for", answerBy: null },
  ]);
});

test("one press turns it down, and it waits no longer", async () => {
  const { scope, ines, messageId } = await asked();
  await closeLine(scope, { clientId: ines.clientId, messageId }, after(minute));
  expect(await needsOf(scope, after(2 * minute))).toEqual([]);
});

test("it becomes a project once, and the client's page says so", async () => {
  const { scope, ines, messageId } = await asked();
  const form = {
    contactId: ines.contactId,
    title: "The north coast",
    formKey: randomUUID(),
    askedById: messageId,
  };
  const [id, again] = await Promise.all([beginProject(scope, form), beginProject(scope, form)]);
  expect(again).toBe(id);
  const other = { ...form, title: "Another", formKey: randomUUID() };
  await expect(beginProject(scope, other)).rejects.toMatchObject({ code: "not-found" });
  expect(await db().project.count({ where: { clientId: ines.clientId } })).toBe(1);
  const page = await pageOf(ines, id);
  expect(page?.thread).toMatchObject([{ isNewWork: true, begun: "The north coast" }]);
  expect(await needsOf(scope, new Date())).toEqual([]);
  expect(await findNewWork(scope, messageId)).toBeNull();
});

test("it is nobody else's to begin or to read", async () => {
  const { ines, messageId } = await asked();
  const stranger = await freelancer();
  expect(await findNewWork(stranger, messageId)).toBeNull();
  const theirs = await client(stranger);
  const form = { contactId: theirs.contactId, title: "Mine", askedById: messageId };
  await expect(beginProject(stranger, form)).rejects.toMatchObject({ code: "not-found" });
  expect(await db().project.count({ where: { clientId: theirs.clientId } })).toBe(0);
  expect((await pageOf(ines, null))?.thread).toMatchObject([{ begun: null }]);
});

test("it can be asked for after a project is completed", async () => {
  const scope = await freelancer();
  const ines = await client(scope);
  const id = await project(scope, ines);
  await completeProject(scope, id, MONDAY);
  const ask = { text: "The next one?", formKey: randomUUID(), isNewWork: true };
  await writeToFreelancer(ines.scope, ask, after(minute));
  expect((await pageOf(ines, id))?.thread).toMatchObject([{ text: "The next one?" }]);
  expect(await needsOf(scope, after(2 * minute))).toHaveLength(1);
});
