import { expect, test } from "vitest";
import { db } from "@/db/client";
import { issueDueFollowUps } from "@/workflows/ask-client/commands";
import { unsubscribe } from "@/workflows/change-contact/commands";
import { completeProject } from "@/workflows/complete-project/commands";
import { client, emailsOf, freelancer, MONDAY, project } from "@tests/support/factories";

const MORNING = new Date("2026-11-30T09:30:00Z");

/** One person at two clients of a studio, in two spellings of one address, each with a completed project. */
async function twice(otherAddress = "INES@example.com") {
  const scope = await freelancer();
  const people = [
    await client(scope, { name: "Duarte Tours" }),
    await client(scope, { name: "Harbour Museum", address: otherAddress }),
  ] as const;
  const ids: string[] = [];
  for (const person of people) {
    const id = await project(scope, person);
    await completeProject(scope, id, MONDAY);
    ids.push(id);
  }
  await db().followUp.updateMany({
    where: { freelancerId: scope.freelancerId, kind: "CHECK_BACK" },
    data: { dueAt: new Date("2026-11-21T12:00:00Z") },
  });
  return { people, ids };
}

async function questionsTo(ids: string[]): Promise<number> {
  const emails = (await Promise.all(ids.map(emailsOf))).flat();
  return emails.filter(({ kind }) => kind === "survey.invited").length;
}

test("a person at two clients is asked once within the cool-down", async () => {
  const { ids } = await twice();
  await Promise.all([issueDueFollowUps(MORNING), issueDueFollowUps(MORNING)]);
  expect(await questionsTo(ids)).toBe(1);
  // The control: two people are both asked.
  const others = await twice("rui@example.com");
  await issueDueFollowUps(MORNING);
  expect(await questionsTo(others.ids)).toBe(2);
});

test("a person who unsubscribes at one client is not asked at the other", async () => {
  const { people, ids } = await twice();
  await unsubscribe(people[0].scope, MONDAY);
  await issueDueFollowUps(MORNING);
  expect(await questionsTo(ids)).toBe(0);
  const others = await twice("rui@example.com");
  await unsubscribe(others.people[0].scope, MONDAY);
  await issueDueFollowUps(MORNING);
  expect(await questionsTo(others.ids)).toBe(1);
});
