// Email that comes in: 1,000 in a burst by the provider's webhook, 50 at any moment, each with a quote and one
// in ten with an attachment, for 200 threads of ten freelancers; then the same 1,000 once more. The web process,
// its database, the stand-in of the provider and this file share the machine.
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
/** As many events the provider sends at the same time. */
const CONNECTIONS = 50;
const FREELANCERS = 10;
const THREADS_EACH = 20;
const SECRET = "a secret for the benchmark alone, of no worth";
const DOMAIN = "in.example.com";

export async function measure({ signal }) {
  await build({ signal });
  const folder = mkdtempSync(join(tmpdir(), "uptomark-inbound-"));
  const server = await startPostgres({ dataDir: join(folder, "postgres"), signal });
  const provider = await startResend();
  let child;
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
      child = spawn(process.execPath, [join(root, "dist/web.mjs")], {
        cwd: root,
        stdio: ["ignore", "ignore", "inherit"],
        env: {
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
        },
      });
      await ready(url);
      const emails = Array.from({ length: EMAILS }, (_, n) =>
        makeEmail(provider, threads[n % threads.length], n),
      );
      const bring = (email) => deliver(`${url}/api/webhooks/resend`, webhookSecret, email);
      const began = performance.now();
      const times = await inConnections(emails, bring);
      const rate = Math.round(EMAILS / ((performance.now() - began) / 1000));
      const after = await counts(client);
      await inConnections(emails, bring);
      const again = await counts(client);
      return figuresOf(times, rate, after, again);
    } finally {
      await client.end();
    }
  } finally {
    if (child && child.exitCode === null) {
      child.kill("SIGTERM");
      await once(child, "exit");
    }
    await provider.stop();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function figuresOf(times, rate, after, again) {
  const lost = EMAILS - after.numbers;
  const twice = after.lines - after.numbers;
  const changed = Object.keys(after).filter((name) => after[name] !== again[name]);
  say(
    `  ${EMAILS} emails: ${lost} lost, ${twice} twice; the same again changed ${changed.length} tables`,
  );
  if (lost !== 0 || twice !== 0 || changed.length > 0)
    throw new Error(`Emails were lost or doubled: ${JSON.stringify({ after, again })}`);
  return [
    { name: "inbound emails taken in a burst", value: rate, unit: "/s" },
    { name: "inbound emails of 1,000 that were lost", value: lost, unit: "" },
    { name: "inbound emails of 1,000 that came twice", value: twice, unit: "" },
    { name: "tables that the same 1,000 changed once more", value: changed.length, unit: "" },
    {
      name: "from webhook to thread, p50 of a burst of 1,000",
      value: seconds(times, 0.5),
      unit: "s",
    },
    {
      name: "from webhook to thread, p95 of a burst of 1,000",
      value: seconds(times, 0.95),
      unit: "s",
    },
  ];
}

function seconds(times, share) {
  const sorted = times.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.ceil(sorted.length * share) - 1] / 10) / 100;
}

/** Brings an event as the provider does, again and again until it is taken. Returns how long that took, in ms. */
async function deliver(url, secret, { id, to }) {
  const began = performance.now();
  const event = receivedEvent(id, { to: [to] });
  for (;;) {
    const answer = await fetch(signedRequest(url, secret, event));
    await answer.arrayBuffer();
    // The answer comes once the email is in its thread.
    if (answer.status === 200) return performance.now() - began;
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
async function inConnections(emails, bring) {
  const times = [];
  const left = emails.toReversed();
  const connection = async () => {
    for (let email = left.pop(); email; email = left.pop()) times.push(await bring(email));
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  return times;
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
