import { Client } from "pg";
import { expect, test } from "vitest";
import { db } from "@/db/client";
import { meetDeadline, promiseDeadline } from "@/features/deadlines/commands";
import { listHistory } from "@/features/history/queries";
import { describeProject } from "@/features/projects/commands";
import { arrangeStudio } from "@/features/studio/commands";
import { LIVE_CHANNEL } from "@/live/notify";
import { beginProject } from "@/workflows/begin-project/commands";
import { writeToFreelancer } from "@/workflows/post-message/commands";
import { client, freelancer, MONDAY, project } from "@tests/support/factories";

const TODAY = "2026-11-23";
const promise = { title: "Draft", promisedOn: "2099-01-05", holder: "FREELANCER" } as const;

test("a project's history tells what happened, newest first", async () => {
  const scope = await freelancer();
  const person = await client(scope);
  const projectId = await project(scope, person);
  const later = (minutes: number) => new Date(Date.now() + minutes * 60_000);
  await promiseDeadline(scope, { projectId, ...promise }, later(1));
  const { id } = await db().deadline.findFirstOrThrow({ where: { projectId } });
  const formKey = crypto.randomUUID();
  await writeToFreelancer(person.scope, { projectId, text: "Hello.", formKey }, later(2));
  await meetDeadline(scope, id, later(3));
  const { entries } = await listHistory(scope, projectId, { today: TODAY, language: "en" });
  expect(entries.map((entry) => entry.sentence)).toEqual([
    "“Draft” done.",
    "Ines Duarte wrote a message.",
    "“Draft” promised for Mon 5 Jan 2099.",
    "Project created.",
  ]);
});

test("the pages of a history follow each other without a gap", async () => {
  const scope = await freelancer();
  const projectId = await project(scope, await client(scope));
  for (let round = 0; round < 40; round += 1)
    await describeProject(scope, { projectId, title: `Map ${round}` });
  const first = await listHistory(scope, projectId, { today: TODAY, language: "en" });
  const second = await listHistory(
    scope,
    projectId,
    { today: TODAY, language: "en" },
    { after: first.more! },
  );
  expect([first.entries.length, second.entries.length, second.more]).toEqual([30, 11, null]);
  expect(new Set([...first.entries, ...second.entries].map(({ id }) => id)).size).toBe(41);
});

test("a stranger reads no history, and no page of it", async () => {
  const [mine, theirs] = [await freelancer(), await freelancer()];
  const projectId = await project(theirs, await client(theirs));
  expect((await listHistory(mine, projectId, { today: TODAY, language: "en" })).entries).toEqual(
    [],
  );
  const { entries } = await listHistory(theirs, projectId, { today: TODAY, language: "en" });
  await expect(
    listHistory(mine, projectId, { today: TODAY, language: "en" }, { after: entries[0]!.id }),
  ).rejects.toMatchObject({ code: "not-found" });
});

async function woken(work: () => Promise<unknown>): Promise<Set<string>> {
  const listener = new Client({ connectionString: process.env.DATABASE_URL });
  await listener.connect();
  const heard = new Set<string>();
  listener.on("notification", ({ payload }) => heard.add(payload ?? ""));
  await listener.query(`LISTEN ${LIVE_CHANNEL}`);
  await work();
  // What was told before this statement has been heard when it is answered.
  await listener.query("SELECT 1");
  await listener.end();
  return heard;
}

test("describing a project wakes the studio's pages and the client's", async () => {
  const scope = await freelancer();
  const person = await client(scope);
  const projectId = await project(scope, person);
  const heard = await woken(() => describeProject(scope, { projectId, title: "The new map" }));
  expect(heard).toEqual(new Set([scope.freelancerId, person.clientId]));
});

test("beginning a project and arranging the studio wake its pages", async () => {
  const scope = await freelancer();
  const { contactId, clientId } = await client(scope);
  const begun = await woken(() => beginProject(scope, { contactId, title: "Map" }));
  expect(begun).toEqual(new Set([scope.freelancerId, clientId]));
  const hours = { hours1: [], hours2: [], hours3: [], hours4: [], hours5: [] };
  const arranged = await woken(() =>
    arrangeStudio(scope, {
      ...hours,
      hours6: [],
      hours7: [],
      freelancerName: "Mira Holm",
      name: "Holm Maps",
      zone: "Europe/Copenhagen",
      replyTo: "mira@example.com",
      language: "en",
      country: null,
      daysOff: [],
      emailHoldSeconds: 600,
      batchSeconds: 300,
    }),
  );
  expect(arranged).toEqual(new Set([scope.freelancerId]));
});

test("a command that is refused leaves no history", async () => {
  const scope = await freelancer();
  const projectId = await project(scope, await client(scope));
  await expect(
    promiseDeadline(scope, { projectId, ...promise, promisedOn: "2020-01-01" }, MONDAY),
  ).rejects.toMatchObject({ code: "invalid" });
  expect(
    (await listHistory(scope, projectId, { today: TODAY, language: "en" })).entries,
  ).toHaveLength(1);
});
