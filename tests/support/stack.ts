import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { Client } from "pg";

const NODE = process.execPath;
const SECRET = "a secret for the browser journeys alone, of no worth";

/** Journeys run at any hour: no message waits until a studio opens, where a journey does not close it. */
const ALWAYS_OPEN = JSON.stringify(
  Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [["00:00", "23:59"]]])),
);

/** A port that is free at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/**
 * The product as it runs: the built web server and the built worker as processes of their own, on a
 * database cloned from the migrated template. `demo` seeds the demo studio, as `npm start` does.
 */
export async function startStack(
  options: {
    demo?: boolean;
    env?: Record<string, string>;
    server?: string;
    /** What its worker alone is started with. */
    workerEnv?: Record<string, string>;
    /** Puts something before the new database, and returns the variables with which the processes find it. */
    before?: (database: string) => Promise<Record<string, string>>;
  } = {},
) {
  const admin = options.server ?? process.env.TEST_DATABASE_URL;
  if (!admin)
    throw new Error(
      "TEST_DATABASE_URL is missing: run the journeys through npm test, which brings a database.",
    );
  const name = `uptomark_${randomBytes(6).toString("hex")}`;
  await query(admin, `CREATE DATABASE "${name}" TEMPLATE uptomark_template`);
  const database = new URL(admin);
  database.pathname = `/${name}`;
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const env: NodeJS.ProcessEnv = {
    ...withoutOwn(process.env),
    NODE_ENV: "production",
    DATABASE_URL: database.href,
    APP_URL: url,
    NEXTAUTH_URL: url,
    PORT: String(port),
    HOST: "127.0.0.1",
    APP_SECRET: SECRET,
    LOG_LEVEL: "warn",
    UPTOMARK_ENV_FILE: "none",
    ...(options.demo ? { UPTOMARK_EMBEDDED: "1" } : {}),
    ...options.env,
    ...(await options.before?.(database.href)),
  };
  process.env.APP_SECRET = SECRET;
  process.env.APP_URL = url;
  process.env.DATABASE_URL = database.href;
  let printed = "";
  const children: ChildProcess[] = [];
  let worker: ChildProcess | undefined;
  const start = (file: string, more: Record<string, string> = {}) => {
    const child = spawn(NODE, [file], {
      env: { ...env, ...more },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout!.on("data", (chunk: Buffer) => (printed += chunk.toString()));
    child.stderr!.on("data", (chunk: Buffer) => (printed += chunk.toString()));
    children.push(child);
    return child;
  };
  const stop = async () => {
    const running = children.filter(
      (child) => child.exitCode === null && child.signalCode === null,
    );
    for (const child of running) child.kill("SIGTERM");
    await Promise.all(running.map((child) => once(child, "exit")));
    await query(admin, `DROP DATABASE "${name}" WITH (FORCE)`);
  };
  const keepOpen = () =>
    query(database.href, `UPDATE "Studio" SET "hours" = $1, "country" = NULL`, [ALWAYS_OPEN]);
  const startAll = async () => {
    if (options.demo) {
      const [code] = (await once(start("dist/seed.mjs"), "exit")) as [number];
      children.length = 0;
      if (code !== 0) throw new Error(`The demo could not be seeded:\n${printed}`);
      await keepOpen();
    }
    const web = start("dist/web.mjs");
    worker = start("dist/worker.mjs", options.workerEnv);
    await until(
      async () => {
        if (web.exitCode !== null) throw new Error(`The web server ended:\n${printed}`);
        return (await fetch(`${url}/readyz`).catch(() => null))?.ok === true;
      },
      () => `The web server did not get ready:\n${printed}`,
    );
    return web;
  };
  // Nothing stays of a stack that does not get ready.
  const web = await startAll().catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    url,
    database: database.href,
    /** The web server's own process. */
    web,
    /** One more process of the built product, on the same database. It ends with the stack. */
    start,
    printed: () => printed,
    /** Ends the worker where it is, as a machine that loses its power does. */
    killWorker: async () => {
      worker!.kill("SIGKILL");
      await once(worker!, "exit");
    },
    startWorker: () => {
      worker = start("dist/worker.mjs");
    },
    /** Every studio is open at any hour. */
    keepOpen,
    /** Every worker looks when the next email falls due, as where one is written. */
    tellWorkers: () =>
      query(database.href, `SELECT pg_notify('uptomark_live', 'queue:deliver-emails')`),
    /** No worker takes emails that are put in by hand, before any has looked, for those of a copy. */
    ownOutbox: () =>
      query(
        database.href,
        `INSERT INTO "Outbox" ("id", "systemIdentifier", "timeline", "databaseOid")
         SELECT 1, '', '', "oid"::text FROM pg_database WHERE datname = current_database()
         ON CONFLICT ("id") DO NOTHING`,
      ),
    isAlive: () => children.every((child) => child.exitCode === null && child.signalCode === null),
    sql: <R extends Record<string, unknown>>(text: string, values: unknown[] = []) =>
      query<R>(database.href, text, values),
    stop,
  };
}

export type Stack = Awaited<ReturnType<typeof startStack>>;

/** Waits for a condition, looking every 50 ms, at most 30 s. */
export async function until(
  condition: () => Promise<boolean> | boolean,
  what: () => string,
): Promise<void> {
  const end = Date.now() + 30_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(what());
    await new Promise((look) => setTimeout(look, 50));
  }
}

function withoutOwn(env: NodeJS.ProcessEnv): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(env).filter(
      ([key]) =>
        !/^(RESEND_|SMTP_|IMAP_|MAIL_FROM|GOOGLE_|GITHUB_|OIDC_|UPTOMARK_|NODE_OPTIONS|TZ$)/.test(
          key,
        ),
    ),
  );
}

async function query<R extends Record<string, unknown>>(
  url: string,
  text: string,
  values: unknown[] = [],
): Promise<R[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<R>(text, values)).rows;
  } finally {
    await client.end();
  }
}
