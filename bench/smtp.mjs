// 1,000 emails by a mail server, with the pace lifted: how many the worker sends in a second, and whether each arrived
// once. The worker, its database, the mail server and this file share the machine.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { build } from "../scripts/build.mjs";
import { migrate } from "../scripts/migrate.mjs";
import { startPostgres } from "../scripts/postgres.mjs";
import { root, say } from "../scripts/step.mjs";
import { startSmtp } from "../tests/support/smtp.ts";

const EMAILS = 1_000;
const LONGEST_MS = 120_000;
const SECRET = "a secret for the benchmark alone, of no worth";

export async function measure({ signal }) {
  await build({ signal });
  const folder = mkdtempSync(join(tmpdir(), "uptomark-smtp-"));
  const server = await startPostgres({ dataDir: join(folder, "postgres"), signal });
  const smtp = await startSmtp();
  let worker;
  try {
    const database = server.url("uptomark");
    await migrate(database, { signal });
    const { default: pg } = await import("pg");
    const client = new pg.Client({ connectionString: database });
    await client.connect();
    try {
      const env = {
        ...process.env,
        NODE_ENV: "production",
        DATABASE_URL: database,
        APP_URL: "https://portal.example.com",
        APP_SECRET: SECRET,
        FILES_DIR: join(folder, "files"),
        SMTP_HOST: "127.0.0.1",
        SMTP_PORT: String(smtp.port),
        SMTP_TLS: "none",
        MAIL_FROM: "emails@portal.example.com",
        EMAILS_PER_SECOND: "0",
        LOG_LEVEL: "error",
      };
      const ids = await putEmails(client, await sealer(folder, env));
      const began = performance.now();
      worker = spawn(process.execPath, [join(root, "dist/worker.mjs")], {
        cwd: root,
        stdio: ["ignore", "ignore", "inherit"],
        env,
      });
      while (smtp.taken.length === 0) await waitSome(began);
      const first = performance.now();
      while ((await left(client)) > 0) await waitSome(began);
      const seconds = (performance.now() - first) / 1000;
      return figuresOf(ids, smtp, seconds);
    } finally {
      await client.end();
    }
  } finally {
    if (worker?.exitCode === null) {
      worker.kill("SIGTERM");
      await once(worker, "exit");
    }
    await smtp.stop();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function waitSome(began) {
  if (performance.now() - began > LONGEST_MS) throw new Error("The emails were not all sent.");
  await pause(20);
}

async function left(client) {
  const { rows } = await client.query(
    `SELECT count(*)::int AS n FROM "Email" WHERE "settledAt" IS NULL`,
  );
  return rows[0].n;
}

function figuresOf(ids, smtp, seconds) {
  const taken = smtp.taken.map(({ raw }) => /^Message-ID: <([^@]+)@/im.exec(raw)[1]);
  const lost = ids.filter((id) => !taken.includes(id)).length;
  const twice = taken.length - new Set(taken).size;
  say(`  ${EMAILS} emails over ${smtp.connections()} connections: ${lost} lost, ${twice} twice`);
  if (lost !== 0 || twice !== 0) throw new Error("Emails were lost or doubled.");
  return [
    { name: "emails sent by a mail server", value: Math.round(EMAILS / seconds), unit: "/s" },
    { name: "emails of 1,000 by a mail server that were lost", value: lost, unit: "" },
    { name: "emails of 1,000 by a mail server that came twice", value: twice, unit: "" },
  ];
}

/** Returns what seals an email's words, as the product does. */
async function sealer(folder, env) {
  const { build: bundle, stop } = await import("esbuild");
  const outfile = join(folder, "seal.mjs");
  const contents = `export { seal } from "./src/lib/tokens";`;
  await bundle({
    stdin: { contents, resolveDir: root, loader: "ts" },
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "error",
  });
  await stop();
  Object.assign(process.env, { ...env, LOG_LEVEL: "error" });
  return (await import(pathToFileURL(outfile).href)).seal;
}

async function putEmails(client, seal) {
  const freelancerId = randomUUID();
  await client.query(`INSERT INTO "User" ("id", "email") VALUES ($1, 'mira@example.com')`, [
    freelancerId,
  ]);
  await client.query(
    `INSERT INTO "Studio" ("freelancerId", "freelancerName", "name", "zone", "replyTo", "hours")
     VALUES ($1, 'Mira Holm', 'Studio Holm', 'Europe/Copenhagen', 'mira@example.com',
       (SELECT json_object_agg(d::text, '[["09:00","17:00"]]'::json) FROM generate_series(1, 7) d))`,
    [freelancerId],
  );
  // Which database this is: one with emails and no record of it would be taken for a copy.
  await client.query(
    `INSERT INTO "Outbox" ("id", "systemIdentifier", "timeline", "databaseOid")
     SELECT 1, '', '', "oid"::text FROM pg_database WHERE datname = current_database()`,
  );
  const rows = Array.from({ length: EMAILS }, (_, n) => {
    const words = {
      greeting: "Dear Ines,",
      paragraphs: [`Email ${n}: the third lighthouse has its colours.`],
      link: { sentence: "Open your page", url: "https://portal.example.com/p/none" },
      closing: "With thanks,",
      signature: "Mira Holm",
    };
    return {
      id: randomUUID(),
      subject: `Email ${n}`,
      words: Buffer.from(seal("email", JSON.stringify(words))).toString("base64"),
    };
  });
  await client.query(
    `INSERT INTO "Email" ("id", "freelancerId", "kind", "dedupeKey", "fromName", "replyTo", "toName", "toAddress",
       "subject", "wordsCipher", "sendAt", "createdAt")
     SELECT r."id", $1::uuid, 'bench', r."id"::text, 'Mira Holm', 'mira@example.com', 'Ines Duarte',
       'ines@example.com', r."subject", decode(r."words", 'base64'), now() + interval '10 seconds', now()
     FROM json_to_recordset($2::json) AS r("id" uuid, "subject" text, "words" text)`,
    [freelancerId, JSON.stringify(rows)],
  );
  return rows.map(({ id }) => id);
}
