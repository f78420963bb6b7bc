import { expect, test } from "vitest";
import {
  meetDeadline,
  promiseDeadline,
  takeOutDeadline,
  unmeetDeadline,
} from "@/features/deadlines/commands";
import { completeProject } from "@/workflows/complete-project/commands";
import { reopenProject } from "@/workflows/reopen-project/commands";
import { getProject } from "@/features/projects/queries";
import { client, freelancer, MONDAY, project } from "@tests/support/factories";

const draft = (projectId: string, promisedOn = "2026-12-01") => ({
  projectId,
  title: "Draft",
  promisedOn,
  holder: "FREELANCER" as const,
});
const later = (ms: number) => new Date(MONDAY.getTime() + ms);

async function promised() {
  const scope = await freelancer();
  const id = await project(scope, await client(scope));
  await promiseDeadline(scope, draft(id), MONDAY);
  return { scope, id, deadline: (await getProject(scope, id)).deadlines[0]! };
}

test("a promise is met once, and that can be undone", async () => {
  const { scope, id, deadline } = await promised();
  await meetDeadline(scope, deadline.id, later(1));
  await meetDeadline(scope, deadline.id, later(2));
  expect((await getProject(scope, id)).deadlines[0]!.metAt).toEqual(later(1));
  await unmeetDeadline(scope, deadline.id);
  expect((await getProject(scope, id)).deadlines[0]!.metAt).toBeNull();
});

test("a day that is over where the studio is cannot be promised", async () => {
  const scope = await freelancer({ zone: "Pacific/Auckland" });
  const id = await project(scope, await client(scope));
  // Monday noon UTC is Tuesday in Auckland.
  const noon = new Date("2026-11-23T12:00:00Z");
  await expect(promiseDeadline(scope, draft(id, "2026-11-23"), noon)).rejects.toMatchObject({
    code: "invalid",
    field: "promisedOn",
  });
  await promiseDeadline(scope, draft(id, "2026-11-24"), noon);
  expect((await getProject(scope, id)).deadlines[0]!.promisedOn).toBe("2026-11-24");
});

test("a completed project takes no new promise", async () => {
  const { scope, id } = await promised();
  await completeProject(scope, id, MONDAY);
  await expect(promiseDeadline(scope, draft(id), MONDAY)).rejects.toMatchObject({
    code: "not-allowed",
  });
  await reopenProject(scope, id, MONDAY);
  await promiseDeadline(scope, draft(id), MONDAY);
});

test("a mistyped promise comes out within ten minutes, later it stays", async () => {
  const { scope, id, deadline } = await promised();
  await expect(takeOutDeadline(scope, deadline.id, later(600_001))).rejects.toMatchObject({
    code: "too-late",
  });
  await takeOutDeadline(scope, deadline.id, later(600_000));
  expect((await getProject(scope, id)).deadlines).toEqual([]);
});

test("another freelancer's deadline is not found in any verb", async () => {
  const { id, deadline } = await promised();
  const theirs = await freelancer();
  const notFound = { code: "not-found" };
  await expect(promiseDeadline(theirs, draft(id), MONDAY)).rejects.toMatchObject(notFound);
  await expect(meetDeadline(theirs, deadline.id, MONDAY)).rejects.toMatchObject(notFound);
  await expect(unmeetDeadline(theirs, deadline.id)).rejects.toMatchObject(notFound);
  await expect(takeOutDeadline(theirs, deadline.id, MONDAY)).rejects.toMatchObject(notFound);
});
