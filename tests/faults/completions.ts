import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import {
  environment,
  openDatabase,
  watched,
  type Database,
  type Lab,
  type More,
  type Row,
} from "./lab";
import type { StudioOrder, StudioTold } from "./studio";

/** The studio's side, in a process of its own. */
export function startStudio(lab: Lab, database: { url: string }, more: More = {}) {
  const child = watched(
    fork(join(lab.root, "dist/faults/studio.mjs"), {
      env: environment(lab, database, more),
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      execArgv: [],
    }),
  );
  const ready = once(child, "message");
  return {
    /** Whether it died at its order. */
    async dies(order: StudioOrder): Promise<boolean> {
      await ready;
      const word = once(child, "message").then(() => false);
      const end = once(child, "exit").then(() => true);
      child.send(order);
      return Promise.race([word, end]);
    },
    async do(
      order: StudioOrder,
    ): Promise<{ done: string[]; refused: number; statements?: number }> {
      await ready;
      child.send(order);
      const [told] = (await once(child, "message")) as [StudioTold];
      if ("done" in told) return told;
      throw new Error(`The studio failed: ${"failed" in told ? told.failed : "out of turn"}`);
    },
    async end(): Promise<void> {
      if (!child.connected) return;
      child.disconnect();
      await once(child, "exit");
    },
  };
}

/** "Complete" pressed twenty times at once: one thank-you, one check-back. */
export async function twentyTimesRow(lab: Lab): Promise<Row> {
  const [projects, times] = lab.isFull ? [25, 20] : [3, 20];
  const database = await openDatabase(lab);
  const studio = startStudio(lab, database);
  const { done } = await studio.do({ do: "begin", projects });
  await studio.do({ do: "complete", projectIds: done, times });
  const emails = await count(database, `FROM "Email" WHERE "kind" = 'project.completed'`);
  const checkBacks = await count(database, `FROM "FollowUp" WHERE "kind" = 'CHECK_BACK'`);
  // The control: as many projects as it was pressed, each once.
  const { done: others } = await studio.do({ do: "begin", projects: times });
  await studio.do({ do: "complete", projectIds: others, times: 1 });
  const control =
    (await count(database, `FROM "Email" WHERE "kind" = 'project.completed'`)) - emails;
  await studio.end();
  await database.close();
  return {
    fault: `“complete” ${times} times at once`,
    tried: `${projects} projects: ${emails} thank-yous, ${checkBacks} check-backs`,
    lost: projects * 2 - emails - checkBacks,
    duplicated: Math.max(0, emails + checkBacks - projects * 2),
    control: `${times} projects once each: ${control} thank-yous`,
    holds: emails === projects && checkBacks === projects && control === times,
  };
}

/** The completing transaction thrown out of, after its email was written into the outbox: nothing of it stays. */
export async function thrownRow(lab: Lab): Promise<Row> {
  const [projects, times] = lab.isFull ? [20, 25] : [4, 5];
  const database = await openDatabase(lab);
  const studio = startStudio(lab, database);
  const { done } = await studio.do({ do: "begin", projects });
  await database.sql(
    `CREATE FUNCTION throw_out() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'thrown out'; END $$`,
  );
  await database.sql(
    `CREATE TRIGGER throw_out BEFORE INSERT ON "FollowUp" FOR EACH ROW EXECUTE FUNCTION throw_out()`,
  );
  const { refused } = await studio.do({ do: "complete", projectIds: done, times });
  const emails = await count(database, `FROM "Email"`);
  const completed = await count(database, `FROM "Project" WHERE "completedAt" IS NOT NULL`);
  await database.sql(`DROP TRIGGER throw_out ON "FollowUp"`);
  await studio.do({ do: "complete", projectIds: done, times: 1 });
  const control = await count(database, `FROM "Email"`);
  await studio.end();
  await database.close();
  return {
    fault: "thrown out of completing",
    tried: `${refused} times: ${emails} emails, ${completed} completed`,
    lost: 0,
    duplicated: emails,
    control: `not thrown: ${control} emails`,
    holds: refused === projects * times && emails + completed === 0 && control === projects,
  };
}

async function count(database: Database, from: string): Promise<number> {
  return (await database.sql<{ n: number }>(`SELECT count(*)::int AS n ${from}`))[0]!.n;
}
