import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db } from "@/db/client";
import { listResponses } from "@/features/messages/response-times/queries";
import { writeToClient, writeToFreelancer } from "@/workflows/post-message/commands";
import { client, freelancer, MONDAY, project, type Person } from "@tests/support/factories";
import type { Scope } from "@/auth/scope";

const at = (minutes: number) => new Date(MONDAY.getTime() + minutes * 60_000);
const line = (text: string) => ({ text, formKey: randomUUID() });

async function asked(scope: Scope, person: Person, projectId: string | undefined, minutes: number) {
  const theirs = { projectId, ...line("Where is the map?") };
  await writeToFreelancer(person.scope, theirs, at(0));
  const mine = { ...(projectId ? { projectId } : { clientId: person.clientId }), ...line("Here.") };
  await writeToClient(scope, { ...mine, isNow: true }, at(minutes));
}

test("answers are counted for a thread, a client and a studio, and each thread by itself", async () => {
  const scope = await freelancer();
  const studio = await db().studio.findUniqueOrThrow({
    where: { freelancerId: scope.freelancerId },
  });
  const ines = await client(scope);
  const chidi = await client(scope, { name: "Okafor Bakery", address: "chidi@example.com" });
  const first = await project(scope, ines);
  const second = await project(scope, ines, "The ferry plan");
  await asked(scope, ines, first, 30);
  await asked(scope, ines, second, 60);
  await asked(scope, ines, undefined, 90);
  await asked(scope, chidi, undefined, 120);
  const minutes = async (of: object, whose = scope) =>
    (await listResponses(whose, of, studio, at(200))).map((one) => one.minutes);
  expect(await minutes({ projectId: first })).toEqual([30]);
  expect(await minutes({ clientId: ines.clientId })).toEqual([90, 60, 30]);
  expect(await minutes({})).toEqual([120, 90, 60, 30]);
  const stranger = await freelancer();
  expect(await minutes({}, stranger)).toEqual([]);
  expect(await minutes({ projectId: first }, stranger)).toEqual([]);
});
