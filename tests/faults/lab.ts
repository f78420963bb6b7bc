import { fork, spawn, type ChildProcess } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import pg from "pg";
import { PgBoss } from "pg-boss";
import { seal } from "@/lib/tokens";
import type { Order, Told } from "./worker";
import type { Provider } from "./provider";

/**
 * One line of the table: what was done, how often, and what came of it beside what comes of it
 * without the safeguard.
 */
export type Row = {
  fault: string;
  tried: string;
  lost: number;
  duplicated: number;
  control: string;
  holds: boolean;
};

export type Lab = { server: string; provider: Provider; isFull: boolean; root: string };

/** A database of a row's own, cloned from the prepared one. */
export async function openDatabase(lab: Lab, template = "uptomark_base") {
  const name = `faults_${randomBytes(6).toString("hex")}`;
  await ask(lab.server, `CREATE DATABASE "${name}" TEMPLATE "${template}"`);
  const url = new URL(lab.server);
  url.pathname = `/${name}`;
  // One connection that comes back by itself when the server does.
  const pool = new pg.Pool({ connectionString: url.href, max: 2 });
  pool.on("error", () => {});
  // A clone of the base begins as an install of its own; one of another database is a copy of that.
  if (template === "uptomark_base")
    await pool.query(
      `INSERT INTO "Outbox" ("id", "systemIdentifier", "timeline", "databaseOid")
       SELECT 1, '', '', "oid"::text FROM pg_database WHERE datname = current_database()
       ON CONFLICT ("id") DO UPDATE SET "databaseOid" = excluded."databaseOid", "quarantinedAt" = NULL`,
    );
  return {
    name,
    url: url.href,
    sql: async <R extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
      (await pool.query<R>(text, values)).rows,
    release: () => pool.end(),
    close: async () => {
      await pool.end();
      await dropDatabase(lab, name);
    },
  };
}

export const dropDatabase = (lab: Lab, name: string) =>
  ask(lab.server, `DROP DATABASE "${name}" WITH (FORCE)`);

export type Database = Awaited<ReturnType<typeof openDatabase>>;

async function ask(server: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

const BASE = "https://portal.example.com";

/**
 * Puts so many emails of one freelancer into the outbox, due since a minute ago, or since `dueAgo`
 * (an interval). Returns their ids.
 */
export async function putEmails(
  database: Database,
  count: number,
  { freelancerId, dueAgo = "1 minute" }: { freelancerId?: string; dueAgo?: string } = {},
): Promise<string[]> {
  const whose =
    freelancerId ??
    (
      await database.sql<{ id: string }>(
        `SELECT "freelancerId" AS "id" FROM "Studio" ORDER BY "createdAt" LIMIT 1`,
      )
    )[0]!.id;
  const ids: string[] = [];
  for (let from = 0; from < count; from += 500) {
    const rows = Array.from({ length: Math.min(500, count - from) }, (_, n) => {
      const id = randomUUID();
      const words = {
        greeting: "Dear Ines,",
        paragraphs: [`Email ${from + n}: the third lighthouse has its colours.`],
        link: { sentence: "Open your page", url: `${BASE}/p/${id}` },
        closing: "With thanks,",
        signature: "Mira Holm",
      };
      return {
        id,
        subject: `Email ${from + n}`,
        words: Buffer.from(seal("email", JSON.stringify(words))).toString("base64"),
      };
    });
    await database.sql(
      `INSERT INTO "Email" ("id", "freelancerId", "kind", "dedupeKey", "fromName", "replyTo",
        "toName", "toAddress", "subject", "wordsCipher", "sendAt", "createdAt")
       SELECT r."id", $1::uuid, 'fault', r."id"::text, 'Mira Holm', 'mira@example.com',
         'Ines Duarte', 'ines@example.com', r."subject", decode(r."words", 'base64'),
         now() - $3::interval, now() - $3::interval
       FROM json_to_recordset($2::json) AS r("id" uuid, "subject" text, "words" text)`,
      [whose, JSON.stringify(rows), dueAgo],
    );
    ids.push(...rows.map(({ id }) => id));
  }
  return ids;
}

/** Time passes: every lease ends, every pause is over. */
export async function age(database: Database): Promise<void> {
  await database.sql(
    `UPDATE "Email" SET "leasedUntil" = now() - interval '1 second' WHERE "leasedUntil" > now()`,
  );
  await database.sql(
    `UPDATE "Email" SET "sendAt" = now() - interval '1 second' WHERE "settledAt" IS NULL AND "sendAt" > now()`,
  );
  await database.sql(`UPDATE "MailAccount" SET "freeAt" = now()`);
}

export type More = { env?: Record<string, string> };

/** What a process of the product is started with here: lease and pace as the row wants them. */
export function environment(
  lab: Lab,
  database: { url: string },
  { env = {} }: More = {},
): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    NODE_ENV: "production",
    DATABASE_URL: database.url,
    APP_URL: BASE,
    APP_SECRET: process.env.APP_SECRET,
    LOG_LEVEL: "silent",
    NODE_COMPILE_CACHE: join(lab.root, "dist/faults/.cache"),
    TZ: "Asia/Kathmandu",
    RESEND_API_KEY: "re_of_the_faults",
    RESEND_BASE_URL: lab.provider.url,
    MAIL_FROM: "emails@portal.example.com",
    EMAILS_PER_SECOND: "0",
    EMAIL_LEASE_SECONDS: "60",
    ...env,
  };
}

/** Processes that a row has started: whatever is left of them when a row fails is ended. */
const started = new Set<ChildProcess>();

export function watched(child: ChildProcess): ChildProcess {
  started.add(child);
  child.once("exit", () => started.delete(child));
  return child;
}

export async function endStarted(): Promise<void> {
  const left = [...started];
  for (const child of left) child.kill("SIGKILL");
  await Promise.all(left.map((child) => once(child, "exit")));
}

/** A worker in a process of its own, warm and waiting for its order. */
export function startDelivery(lab: Lab, database: Database, more: More = {}) {
  const child = watched(
    fork(join(lab.root, "dist/faults/worker.mjs"), {
      env: environment(lab, database, more),
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      execArgv: [],
    }),
  );
  const exited = once(child, "exit") as Promise<[number | null, NodeJS.Signals | null]>;
  const ready = nextTold(child, exited);
  return {
    child,
    exited,
    /** What it did, or null when it died at it. */
    async do(order: Order): Promise<{ settled: number; ms: number } | null> {
      await ready;
      const message = nextTold(child, exited);
      child.send(order);
      const answer = await message;
      if (answer && "failed" in answer) throw new Error(`The worker failed: ${answer.failed}`);
      return answer && "settled" in answer ? answer : null;
    },
    async end(): Promise<void> {
      await ready;
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}

/** The next thing a child tells, or null when it ends without a word. */
function nextTold(child: ChildProcess, exited: Promise<unknown>): Promise<Told | null> {
  const { promise, resolve } = Promise.withResolvers<Told | null>();
  child.once("message", (told) => resolve(told as Told));
  void exited.then(() => resolve(null));
  return promise;
}

/** The worker as it runs, with its queue and its schedule. */
export function startWorker(lab: Lab, database: Database, more: More = {}): ChildProcess {
  return watched(
    spawn(process.execPath, [join(lab.root, "dist/worker.mjs")], {
      env: environment(lab, database, more),
      stdio: ["ignore", "inherit", "inherit"],
    }),
  );
}

/** The queue of a worker, to have it look at once, as every new email does. */
export async function openQueue(database: Database) {
  const boss = new PgBoss({ connectionString: database.url, supervise: false, schedule: false });
  // It may lose its server again and again, and comes back by itself.
  boss.on("error", () => {});
  await boss.start();
  return { knock: () => boss.send("deliver-emails"), close: () => boss.stop({ graceful: false }) };
}

export type Worker = ReturnType<typeof startDelivery>;

/** Carries all that is left, as often as it takes, by this worker or one of its own. */
export async function deliverAll(lab: Lab, database: Database, given?: Worker): Promise<void> {
  const worker = given ?? startDelivery(lab, database);
  for (let looks = 0; looks < 50 && (await countWaiting(database)) > 0; looks += 1) {
    await age(database);
    await worker.do({ do: "carry" });
  }
  if (!given) await worker.end();
}

export async function countWaiting(database: Database): Promise<number> {
  return (
    await database.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM "Email" WHERE "settledAt" IS NULL`,
    )
  )[0]!.n;
}

/** How many of these emails the provider never took or nobody wrote down as sent, and how many emails are too many. */
export async function audit(
  lab: Lab,
  database: Database,
  ids: string[],
): Promise<{ lost: number; duplicated: number }> {
  const { deliveries } = lab.provider.state;
  const taken = new Map(deliveries.map((one) => [one.emailId, one.id]));
  const rows = await database.sql<{ id: string; providerId: string }>(
    `SELECT "id", "providerId" FROM "Email"
      WHERE "id" = ANY($1::uuid[]) AND "sentAt" IS NOT NULL AND "settledAt" IS NOT NULL`,
    [ids],
  );
  const sent = new Set(
    rows
      .filter((row) => !lab.provider.state.knowsKeys || taken.get(row.id) === row.providerId)
      .map((row) => row.id),
  );
  return {
    lost: ids.filter((id) => !taken.has(id) || !sent.has(id)).length,
    duplicated: deliveries.length - new Set(deliveries.map((one) => one.emailId)).size,
  };
}

/** Waits for a condition, looking every 20 ms, at most so many seconds. */
export async function until(
  condition: () => Promise<boolean> | boolean,
  what: string,
  seconds = 60,
): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`It did not come to this within ${seconds} s: ${what}`);
    await new Promise((look) => setTimeout(look, 20));
  }
}
