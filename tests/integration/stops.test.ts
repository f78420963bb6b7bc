import { expect, test } from "vitest";
import { db, inTransaction } from "@/db/client";
import { stopLinkOf } from "@/features/clients/commands";
import { issueDueFollowUps } from "@/features/follow-ups/commands";
import { completeProject } from "@/features/projects/commands";
import { gatherWork, writeNote } from "@/features/projects/work-notes/commands";
import { client, freelancer, lettersOf, MONDAY, project } from "@tests/support/factories";

/** Half past four on that Monday in Lisbon, and a working morning a week later. */
const AFTERNOON = new Date("2026-11-23T16:30:00Z");
const MORNING = new Date("2026-11-30T09:30:00Z");

test("a contact's stop link is made once, however many ask at once", async () => {
  const ines = await client(await freelancer());
  const links = await Promise.all(Array.from({ length: 8 }, () => inTransaction((tx) => stopLinkOf(tx, ines.contactId))));
  expect(new Set(links).size).toBe(1);
  expect(links[0]).toMatch(/^http:\/\/localhost:3000\/u\/[\w-]{43}$/);
  expect(links[0]).not.toContain(ines.token);
});

test("thank-you, survey and digest say where they are stopped, each for what it is", async () => {
  const scope = await freelancer();
  const ines = await client(scope);
  const id = await project(scope, ines);
  await writeNote(scope, { projectId: id, text: "Drawn.", as: "shown" }, MONDAY);
  await gatherWork(AFTERNOON);
  await completeProject(scope, id, MONDAY);
  await db().followUp.updateMany({ where: { projectId: id, kind: "CHECK_BACK" }, data: { dueAt: new Date(Date.now() - 1000) } });
  await issueDueFollowUps(MORNING);
  const stop = await inTransaction((tx) => stopLinkOf(tx, ines.contactId));
  const letters = await lettersOf(id);
  expect(Object.fromEntries(letters.map((letter) => [letter.kind, letter.purpose]))).toEqual({ "project.completed": "PROJECT", "survey.invited": "SURVEY", "work.shown": "DIGEST" });
  for (const { words } of letters) expect(words).toMatchObject({ stop: { url: stop } });
});
