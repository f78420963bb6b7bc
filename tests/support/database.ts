import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { afterAll } from "vitest";

/** The server's own address, with its `postgres` database: `npm test` brings it. */
const server = process.env.TEST_DATABASE_URL;
if (!server)
  throw new Error(
    "TEST_DATABASE_URL is missing: run the tests through npm test, which brings a database.",
  );

/** Each test file has a database of its own, cloned from the migrated template. */
const name = `uptomark_${randomBytes(6).toString("hex")}`;
const admin = new Client({ connectionString: server });
await admin.connect();
await admin.query(`CREATE DATABASE "${name}" TEMPLATE uptomark_template`);

const url = new URL(server);
url.pathname = `/${name}`;
process.env.DATABASE_URL = url.href;
process.env.APP_URL = "http://localhost:3000";
process.env.APP_SECRET = "a secret for the tests alone, of no worth";
process.env.LOG_LEVEL = "silent";
delete process.env.RESEND_API_KEY;

afterAll(async () => {
  const { closeQueue } = await import("@/queue/boss");
  const { db } = await import("@/db/client");
  await closeQueue();
  await db().$disconnect();
  await admin.query(`DROP DATABASE "${name}" WITH (FORCE)`);
  await admin.end();
});
