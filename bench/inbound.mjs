// Email that comes in: 1,000 in a burst by the provider's webhook, each with a quote and one in ten with an attachment,
// for 200 threads of ten freelancers; over 50 connections, over 1,000 at once, and then the same 1,000 once more. The
// web process, the worker, their database, the stand-in of the provider and this file share the machine.
import { spawn } from "node:child_process";
import { createHash, createHmac, hkdfSync, randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { build } from "../scripts/build.mjs";
import { nextFreePort } from "../scripts/free-port.mjs";
import { migrate } from "../scripts/migrate.mjs";
import { startPostgres } from "../scripts/postgres.mjs";
import { root, say } from "../scripts/step.mjs";
import { rawEmail, receivedEvent } from "../tests/support/inbound.ts";
import { startResend } from "../tests/support/resend.ts";
import { newWebhookSecret, signedRequest } from "../tests/support/webhooks.ts";

const EMAILS = 1_000;
/** As many events the provider sends at the same time: few, and all. */
const CONNECTIONS = [50, EMAILS];
const FREELANCERS = 10;
const THREADS_EACH = 20;
const SECRET = "a secret for the benchmark alone, of no worth";
const DOMAIN = "in.example.com";

export async function measure({ signal }) {
  await build({ signal });
  const folder = mkdtempSync(join(tmpdir(), "uptomark-inbound-"));
  const server = await startPostgres({ dataDir: join(folder, "postgres"), signal });
  const provider = await startResend();
  const children = [];
  try {
    const database = server.url("uptomark");
    await migrate(database, { signal });
    const { default: pg } = await import("pg");
    const client = new pg.Client({ connectionString: database });
    await client.connect();
    try {
      const threads = await makeThreads(client);
      const port = await nextFreePort("127.0.0.1", 4400);
      const url = `http://localhost:${port}`;
      const webhookSecret = newWebhookSecret();
      const env = {
        ...process.env,
        NODE_ENV: "production",
        DATABASE_URL: database,
        APP_URL: url,
        NEXTAUTH_URL: url,
        HOST: "127.0.0.1",
        PORT: String(port),
        APP_SECRET: SECRET,
        FILES_DIR: join(folder, "files"),
        RESEND_API_KEY: "re_of_the_install",
        RESEND_BASE_URL: provider.url,
        RESEND_WEBHOOK_SECRET: webhookSecret,
        MAIL_FROM: "emails@portal.example.com",
        INBOUND_DOMAIN: DOMAIN,
        LOG_LEVEL: "error",
      };
      for (const name of ["web", "worker"])
        children.push(
          spawn(process.execPath, [join(root, `dist/${name}.mjs`)], {
            cwd: root,
            stdio: ["ignore", "ignore", "inherit"],
            env,
          }),
        );
      await ready(url);
      const bring = (email) => deliver(`${url}/api/webhooks/resend`, webhookSecret, email);
      const figures = [];
      for (const connections of CONNECTIONS) {
        await client.query(
          `TRUNCATE "InboundArrival", "InboundEmail", "Message", "File", "HistoryEntry", "Email" CASCADE`,
        );
        const emails = Array.from({ length: EMAILS }, (_, n) =>
          makeEmail(provider, threads[n % threads.length], n),
        );
        figures.push(...(await measureBurst({ client, emails, bring, connections })));
      }
      return figures;
    } finally {
      await client.end();
    }
  } finally {
    for (const child of children.filter(({ exitCode }) => exitCode === null)) {
      child.kill("SIGTERM");
      await once(child, "exit");
    }
    await provider.stop();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Brings all emails over so many connections, waits until each is in its thread, and brings them all again. */
async function measureBurst({ client, emails, bring, connections }) {
  const began = performance.now();
  const filed = watchThreads(client);
  const brought = await inConnections(emails, bring, connections);
  const filedAt = await filed;
  const rate = Math.round(EMAILS / ((performance.now() - began) / 1000));
  const times = brought.map(({ id, began: at }) => filedAt.get(id) - at);
  const after = await counts(client);
  await inConnections(emails, bring, connections);
  await settled(client);
  const again = await counts(client);
  const answers = brought.map(({ took }) => took);
  return figuresOf({ connections, times, answers, rate, after, again });
}

function figuresOf({ connections, times, answers, rate, after, again }) {
  const lost = EMAILS - after.numbers;
  const twice = after.lines - after.numbers;
  const changed = Object.keys(after).filter((name) => after[name] !== again[name]);
  say(
    `  ${EMAILS} emails over ${connections} connections: ${lost} lost, ${twice} twice; ` +
      `the same again changed ${changed.length} tables`,
  );
  if (lost !== 0 || twice !== 0 || changed.length > 0)
    throw new Error(`Emails were lost or doubled: ${JSON.stringify({ after, again })}`);
  const figure = (name, value, unit) => ({
    name: `${name}, ${connections} connections`,
    value,
    unit,
  });
  return [
    figure("inbound emails taken in a burst", rate, "/s"),
    figure("inbound emails of 1,000 that were lost", lost, ""),
    figure("inbound emails of 1,000 that came twice", twice, ""),
    figure("tables that the same 1,000 changed once more", changed.length, ""),
    figure("the webhook’s answer, p95 of a burst of 1,000", seconds(answers, 0.95), "s"),
    figure("from webhook to thread, p50 of a burst of 1,000", seconds(times, 0.5), "s"),
    figure("from webhook to thread, p95 of a burst of 1,000", seconds(times, 0.95), "s"),
  ];
}

function seconds(times, share) {
  const sorted = times.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.ceil(sorted.length * share) - 1] / 10) / 100;
}

/** Returns when each email was first seen in its thread, by the provider’s id, once all of them are. */
async function watchThreads(client) {
  const filedAt = new Map();
  const end = performance.now() + 300_000;
  while (filedAt.size < EMAILS) {
    if (performance.now() > end) throw new Error(`Only ${filedAt.size} emails came into a thread.`);
    const { rows } = await client.query(
      `SELECT "providerId" AS id FROM "InboundEmail" WHERE "filedAt" IS NOT NULL AND NOT "providerId" = ANY($1)`,
      [[...filedAt.keys()]],
    );
    for (const { id } of rows) filedAt.set(id, performance.now());
    await pause(100);
  }
  return filedAt;
}

/** Nothing is still to be fetched. */
async function settled(client) {
  const left = `SELECT 1 FROM "InboundArrival" WHERE "nextTryAt" IS NOT NULL LIMIT 1`;
  while ((await client.query(left)).rows.length > 0) await pause(100);
}

/** Brings an event as the provider does, again and again until it is taken. Returns when it began, and how long it took. */
async function deliver(url, secret, { id, to }) {
  const began = performance.now();
  const event = receivedEvent(id, { to: [to] });
  for (;;) {
    const answer = await fetch(signedRequest(url, secret, event));
    await answer.arrayBuffer();
    if (answer.status === 200) return { id, began, took: performance.now() - began };
    if (answer.status !== 429 && answer.status !== 503)
      throw new Error(`The webhook answered ${answer.status}.`);
    await pause(Number(answer.headers.get("retry-after") ?? 1) * 1000);
  }
}

function makeEmail(provider, to, n) {
  const text = `Number ${n} suits me.\n\nOn 27 Nov 2026, Mira Holm wrote:\n> Does this suit you?\n> Best wishes\n`;
  const bytes = Buffer.concat([Buffer.from("%PDF-1.7 "), randomBytes(20_000)]);
  const attachments =
    n % 10 === 0 ? [{ name: `map-${n}.pdf`, type: "application/pdf", bytes }] : [];
  return { to, id: provider.receive({ raw: rawEmail({ to, text, attachments }), to: [to] }) };
}

/** Brings each, as many at the same time as the provider has connections. */
async function inConnections(emails, bring, connections) {
  const brought = [];
  const left = emails.toReversed();
  const connection = async () => {
    for (let email = left.pop(); email; email = left.pop()) brought.push(await bring(email));
  };
  await Promise.all(Array.from({ length: connections }, connection));
  return brought;
}

async function counts(client) {
  const { rows } = await client.query(`SELECT
    (SELECT count(*)::int FROM "Message" WHERE "channel" = 'EMAIL') AS lines,
    (SELECT count(DISTINCT "text")::int FROM "Message" WHERE "channel" = 'EMAIL') AS numbers,
    (SELECT count(*)::int FROM "InboundEmail") AS emails,
    (SELECT count(*)::int FROM "File") AS files,
    (SELECT count(*)::int FROM "Email") AS written,
    (SELECT count(*)::int FROM "HistoryEntry") AS history`);
  return rows[0];
}

/** Threads with a reply address each, as sending an email makes them. Returns the addresses. */
async function makeThreads(client) {
  const addresses = [];
  for (let n = 0; n < FREELANCERS; n += 1) {
    const freelancerId = randomUUID();
    await client.query(`INSERT INTO "User" ("id", "email") VALUES ($1, $2)`, [
      freelancerId,
      `${freelancerId}@example.com`,
    ]);
    await client.query(
      `INSERT INTO "Studio" ("freelancerId", "freelancerName", "name", "zone", "replyTo", "hours")
       VALUES ($1, 'Mira Holm', 'Studio Holm', 'Europe/Copenhagen', 'mira@example.com',
         (SELECT json_object_agg(d::text, '[["09:00","17:00"]]'::json) FROM generate_series(1, 7) d))`,
      [freelancerId],
    );
    for (let m = 0; m < THREADS_EACH; m += 1)
      addresses.push(await makeThread(client, freelancerId));
  }
  return addresses;
}

async function makeThread(client, freelancerId) {
  const [clientId, contactId, projectId] = [randomUUID(), randomUUID(), randomUUID()];
  const linkHash = randomBytes(32);
  await client.query(
    `INSERT INTO "Client" ("id", "freelancerId", "name") VALUES ($1, $2, 'Duarte Lighthouse Tours')`,
    [clientId, freelancerId],
  );
  await client.query(
    `INSERT INTO "Contact" ("id", "freelancerId", "clientId", "name", "address", "zone", "linkHash", "linkCipher")
     VALUES ($1, $2, $3, 'Ines Duarte', 'ines@example.com', 'Europe/Lisbon', $4, '\\x00')`,
    [contactId, freelancerId, clientId, linkHash],
  );
  await client.query(
    `INSERT INTO "Project" ("id", "freelancerId", "clientId", "contactId", "title")
     VALUES ($1, $2, $3, $4, 'The lighthouse map')`,
    [projectId, freelancerId, clientId, contactId],
  );
  const token = tokenOf(contactId, projectId, linkHash);
  await client.query(
    `INSERT INTO "ReplyAddress" ("id", "freelancerId", "contactId", "clientId", "projectId", "tokenHash")
     VALUES (gen_random_uuid(), $1, $2, $3, $4, $5)`,
    [freelancerId, contactId, clientId, projectId, createHash("sha256").update(token).digest()],
  );
  return `reply+${token}@${DOMAIN}`;
}

/** The token of a reply address (src/features/emails/reply-addresses). */
function tokenOf(contactId, projectId, linkHash) {
  const key = Buffer.from(hkdfSync("sha256", SECRET, "uptomark", "reply-address", 32));
  const subject = `${contactId} ${projectId} ${linkHash.toString("base64url")}`;
  const bits = [...createHmac("sha256", key).update(subject).digest().subarray(0, 20)]
    .map((byte) => byte.toString(2).padStart(8, "0"))
    .join("");
  const alphabet = "abcdefghijklmnopqrstuvwxyz234567";
  return bits.replace(/.{5}/g, (five) => alphabet[Number.parseInt(five, 2)]);
}

async function ready(url) {
  const end = performance.now() + 30_000;
  while ((await fetch(`${url}/readyz`).catch(() => null))?.ok !== true) {
    if (performance.now() > end) throw new Error("The web server did not get ready.");
    await pause(100);
  }
}
