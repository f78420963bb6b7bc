// Today and the list of projects for one freelancer with 100 and with 100,000 projects: the first page and
// the one 90 % deep, as a signed-in browser asks for them, one after the other.
import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "../scripts/build.mjs";
import { nextFreePort } from "../scripts/free-port.mjs";
import { migrate } from "../scripts/migrate.mjs";
import { startPostgres } from "../scripts/postgres.mjs";
import { root, say } from "../scripts/step.mjs";

const FEW = 100;
const MANY = 100_000;
const ASKED = 80;

export async function measure({ signal }) {
  await build({ signal });
  const folder = mkdtempSync(join(tmpdir(), "uptomark-bench-"));
  const server = await startPostgres({ dataDir: join(folder, "postgres"), signal });
  let child;
  try {
    const database = server.url("uptomark");
    await migrate(database, { signal });
    const { default: pg } = await import("pg");
    const client = new pg.Client({ connectionString: database });
    await client.connect();
    try {
      const few = await makeFreelancer(client, FEW);
      const many = await makeFreelancer(client, MANY);
      await client.query("VACUUM ANALYZE");
      const port = await nextFreePort("127.0.0.1", 4200);
      const url = `http://localhost:${port}`;
      const env = {
        ...process.env,
        DATABASE_URL: database,
        APP_SECRET: "a secret for the benchmark alone, of no worth",
        HOST: "127.0.0.1",
        PORT: String(port),
        APP_URL: url,
        NEXTAUTH_URL: url,
        NODE_ENV: "production",
        LOG_LEVEL: "error",
      };
      child = spawn(process.execPath, [join(root, "dist/web.mjs")], {
        cwd: root,
        env,
        stdio: ["ignore", "ignore", "inherit"],
      });
      await until(async () => (await fetch(`${url}/readyz`).catch(() => null))?.ok === true);
      const pages = [
        ["Today", () => "/today"],
        ["the list of projects, first page", () => "/projects?state=all"],
        ["the list of projects, 90 % deep", (who) => `/projects?state=all&after=${who.deep}`],
      ];
      const figures = [];
      for (const [name, path] of pages) {
        const times = { few: [], many: [] };
        // In turn, so that a passing load of the machine falls on both.
        for (let n = 0; n < ASKED + 10; n += 1)
          for (const [size, who] of [
            ["few", few],
            ["many", many],
          ]) {
            const took = await ask(`${url}${path(who)}`, who.cookie);
            if (n >= 10) times[size].push(took);
          }
        const [small, large] = [p95(times.few), p95(times.many)];
        say(
          `  ${name}: p95 ${large.toFixed(1)} ms with ${MANY}, ${small.toFixed(1)} ms with ${FEW}`,
        );
        figures.push({
          name: `${name}, p95 with 100,000 projects`,
          value: round(large, 1),
          unit: "ms",
          ratio: round(large / small, 2),
          beside: `the same with 100 projects, ${round(small, 1)} ms`,
        });
      }
      figures.push({
        name: "the studio's first load, script gzipped",
        value: await scriptOf(url, "/today", few.cookie),
        unit: "kB",
      });
      return figures;
    } finally {
      await client.end();
    }
  } finally {
    if (child) {
      child.kill("SIGTERM");
      await new Promise((done) => child.once("exit", done));
    }
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * One in ten projects is open; each has a promise, two lines and, where completed, a thank-you; one
 * answer in a hundred is below mark and answered.
 */
async function makeFreelancer(client, projects) {
  const token = randomBytes(32).toString("base64url");
  const stored = createHash("sha256").update(token).digest().toString("base64url");
  const query = async (text, values = []) => (await client.query(text, values)).rows;
  const [{ id }] = await query(
    `INSERT INTO "User" ("id", "email") VALUES (gen_random_uuid(), gen_random_uuid() || '@example.com') RETURNING "id"`,
  );
  await query(
    `INSERT INTO "Session" ("id", "sessionToken", "userId", "expires")
      VALUES (gen_random_uuid(), $1, $2, now() + interval '30 days')`,
    [stored, id],
  );
  await query(
    `INSERT INTO "Studio" ("freelancerId", "freelancerName", "name", "zone", "replyTo", "hours")
      VALUES ($1, 'Mira Holm', 'Studio Holm', 'Europe/Copenhagen', 'mira@example.com',
     '{"1":[["09:00","17:00"]],"2":[["09:00","17:00"]],"3":[["09:00","17:00"]],"4":[["09:00","17:00"]],
       "5":[["09:00","17:00"]],
       "6":[],"7":[]}')`,
    [id],
  );
  const clients = Math.ceil(projects / 20);
  await query(
    `INSERT INTO "Client" ("id", "freelancerId", "name")
      SELECT gen_random_uuid(), $1, 'Client ' || n FROM generate_series(1, $2) n`,
    [id, clients],
  );
  await query(
    `INSERT INTO "Contact" ("id", "freelancerId", "clientId", "name", "address", "zone", "linkHash",
      "linkCipher") SELECT gen_random_uuid(), $1, "id", 'Ines of ' || "name", 'ines@example.com',
      'Europe/Lisbon', sha256("id"::text::bytea), '\\x00' FROM "Client" WHERE "freelancerId" = $1`,
    [id],
  );
  await query(
    `WITH people AS (SELECT "id", "clientId", row_number() OVER () AS r FROM "Contact" WHERE "freelancerId" = $1)
     INSERT INTO "Project" ("id", "freelancerId", "clientId", "contactId", "title", "createdAt", "completedAt")
     SELECT gen_random_uuid(), $1, p."clientId", p."id", 'Project ' || n,
       now() - n * interval '5 minutes' - interval '60 days', CASE WHEN n % 10 = 0 THEN NULL
       ELSE now() - n * interval '4 minutes' END
     FROM generate_series(1, $2) n JOIN people p ON p.r = 1 + n % $3`,
    [id, projects, clients],
  );
  const each = (table, columns, values, where = "true") =>
    query(
      `INSERT INTO "${table}" ("id", "freelancerId", "projectId", ${columns})
        SELECT gen_random_uuid(), $1, p."id", ${values} FROM "Project" p
        WHERE p."freelancerId" = $1 AND ${where}`,
      [id],
    );
  await each(
    "Deadline",
    `"title", "promisedOn", "metAt", "createdAt"`,
    `'The whole of it', current_date + 30, p."completedAt", p."createdAt"`,
  );
  await each(
    "Message",
    `"clientId", "contactId", "text", "formKey", "writtenAt"`,
    `p."clientId", p."contactId", 'A question about it.', gen_random_uuid(), p."createdAt"`,
  );
  await each(
    "Message",
    `"clientId", "contactId", "text", "formKey", "writtenAt"`,
    `p."clientId", NULL, 'An answer to it.', gen_random_uuid(), p."createdAt" + interval '1 hour'`,
  );
  await each(
    "Email",
    `"contactId", "kind", "dedupeKey", "fromName", "toName", "toAddress", "subject", ` +
      `"wordsCipher", "sendAt", "frozenAt", "settledAt", "sentAt", "deliveredAt"`,
    `p."contactId", 'project.completed', 'project.completed:' || p."id", 'Mira Holm', 'Ines', ` +
      `'ines@example.com', 'Thank you', '\\x00', p."completedAt", p."completedAt", ` +
      `p."completedAt", p."completedAt", p."completedAt"`,
    `p."completedAt" IS NOT NULL`,
  );
  await each(
    "Survey",
    `"contactId", "tokenHash", "invitedAt", "expiresAt"`,
    `p."contactId", sha256(p."id"::text::bytea), p."createdAt" - interval '2 hours', now() + interval '90 days'`,
    `p."completedAt" IS NOT NULL`,
  );
  await query(
    `INSERT INTO "Answer" ("id", "freelancerId", "surveyId", "ordinal", "verdict", "answeredAt")
      SELECT gen_random_uuid(), $1, s."id", 1, (CASE
      WHEN row_number() OVER () % 100 = 0 THEN 'NEARLY' ELSE 'UP_TO_MARK'
      END)::"Verdict", s."invitedAt" FROM "Survey" s WHERE s."freelancerId" = $1`,
    [id],
  );
  const [{ deep }] = await query(
    `SELECT "id" AS deep FROM "Project" WHERE "freelancerId" = $1
      ORDER BY "completedAt" DESC NULLS FIRST, "createdAt" DESC OFFSET $2 LIMIT 1`,
    [id, Math.floor(projects * 0.9)],
  );
  return { cookie: `next-auth.session-token=${token}`, deep };
}

/** All script that a page names in its HTML, each file gzipped, in kB. */
async function scriptOf(url, path, cookie) {
  const html = await (await fetch(`${url}${path}`, { headers: { cookie } })).text();
  // Browsers that know modules, all since 2018, leave the polyfills' script alone.
  const tags = (html.match(/<(?:script|link)\b[^>]*>/g) ?? []).filter(
    (tag) => !/nomodule/i.test(tag),
  );
  const files = new Set(tags.flatMap((tag) => tag.match(/"(\/_next\/[^"]+\.js[^"]*)"/)?.[1] ?? []));
  if (files.size === 0)
    throw new Error("The page names no script: it cannot be what was meant to be measured.");
  let bytes = 0;
  for (const file of files)
    bytes += gzipSync(Buffer.from(await (await fetch(`${url}${file}`)).arrayBuffer())).byteLength;
  return round(bytes / 1000, 1);
}

async function ask(url, cookie) {
  const from = performance.now();
  const response = await fetch(url, { headers: { cookie }, redirect: "manual" });
  await response.arrayBuffer();
  if (response.status !== 200)
    throw new Error(`${new URL(url).pathname} answered ${response.status}`);
  return performance.now() - from;
}

async function until(condition) {
  const end = Date.now() + 60_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error("The web server did not get ready within a minute.");
    await new Promise((look) => setTimeout(look, 50));
  }
}

const p95 = (times) => times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1];
const round = (value, digits) => Number(value.toFixed(digits));
