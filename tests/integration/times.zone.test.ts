import { Client } from "pg";
import { expect, test } from "vitest";
import { db, requireUtc } from "@/db/client";
import { completeProject } from "@/workflows/complete-project/commands";
import { promiseDeadline } from "@/features/deadlines/commands";
import { client, freelancer, MONDAY, project } from "@tests/support/factories";

/** What another program reads, in a session of its own. */
async function readElsewhere(sql: string, id: string): Promise<string> {
  const other = new Client({
    connectionString: process.env.DATABASE_URL,
    options: "-c timezone=UTC",
  });
  await other.connect();
  try {
    return (await other.query<{ text: string }>(sql, [id])).rows[0]!.text;
  } finally {
    await other.end();
  }
}

test("times and days are stored as they are, whatever the server's own zone", async () => {
  await requireUtc();
  const scope = await freelancer();
  const id = await project(scope, await client(scope));
  await promiseDeadline(
    scope,
    { projectId: id, title: "Draft", promisedOn: "2026-12-01", holder: "FREELANCER" },
    MONDAY,
  );
  await completeProject(scope, id, MONDAY);
  expect(
    await readElsewhere(`SELECT "completedAt"::text AS text FROM "Project" WHERE id = $1`, id),
  ).toBe("2026-11-23 09:00:00+00");
  expect(
    await readElsewhere(
      `SELECT "promisedOn"::text AS text FROM "Deadline" WHERE "projectId" = $1`,
      id,
    ),
  ).toBe("2026-12-01");
  expect((await db().project.findUniqueOrThrow({ where: { id } })).completedAt).toEqual(MONDAY);
});
