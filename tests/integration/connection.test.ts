import { once } from "node:events";
import { Client } from "pg";
import { expect, test } from "vitest";
import { db, inTransaction } from "@/db/client";
import { env } from "@/lib/env";
import { completeProject } from "@/workflows/complete-project/commands";
import { client, freelancer, MONDAY, project } from "@tests/support/factories";

const deprecated = async (work: () => Promise<unknown>) => {
  const said: string[] = [];
  const note = (warning: Error) => said.push(warning.name);
  process.on("warning", note);
  await work();
  // A warning comes at the next turn.
  await new Promise((turn) => setImmediate(turn));
  process.off("warning", note);
  return said;
};

// The driver warns once in a process, so the control comes last.
test("a transaction that reads several things at once asks one after the other", async () => {
  const scope = await freelancer();
  const id = await project(scope, await client(scope));
  const said = await deprecated(async () => {
    await completeProject(scope, id, MONDAY);
    await inTransaction((tx) =>
      Promise.all([1, 2, 3, 4].map((n) => tx.$queryRaw`SELECT ${n}::int`)),
    );
    await inTransaction((tx) =>
      tx.client.findMany({
        where: { freelancerId: scope.freelancerId },
        select: { studio: true, contacts: true, projects: { select: { deadlines: true } } },
      }),
    );
  });
  expect(said).toEqual([]);
});

test("an error is its own statement's, and the next one is asked", async () => {
  const ends = await inTransaction(async (tx) => {
    await tx.$executeRaw`SAVEPOINT here`;
    const failed = await tx.$queryRaw`SELECT 1 / 0`.catch((error: Error) => error.message);
    await tx.$executeRaw`ROLLBACK TO SAVEPOINT here`;
    return [failed, await tx.$queryRaw`SELECT 7 AS n`];
  });
  expect(ends).toEqual([expect.stringContaining("division by zero"), [{ n: 7 }]]);
  expect(await db().$queryRaw`SELECT 8 AS n`).toEqual([{ n: 8 }]);
});

test("the control: the driver alone warns of it", async () => {
  const plain = new Client({ connectionString: env().DATABASE_URL });
  await plain.connect();
  const warned = once(process, "warning");
  await Promise.all([1, 2, 3].map((n) => plain.query("SELECT $1::int", [n])));
  await plain.end();
  const [warning] = (await warned) as [Error];
  expect(warning.name).toBe("DeprecationWarning");
});
