// What PostgreSQL's row-level security would cost (docs/decisions/030): Today and a status page of one of 200
// studios, in one database, by a role that the policies bind and by one that passes them. In turn, in one run:
// node bench/row-level-security.mjs
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build as bundle, stop as stopBundling } from "esbuild";
import pg from "pg";
import { bundleOptions } from "../scripts/build.mjs";
import { migrate } from "../scripts/migrate.mjs";
import { startPostgres } from "../scripts/postgres.mjs";
import { root, say } from "../scripts/step.mjs";
import { stopSignal } from "../scripts/stopping.mjs";

const STUDIOS = 200;
const ROUNDS = 300;
const WARM = 30;
const SETTING = "app.freelancer_id";

const signal = stopSignal();
const folder = mkdtempSync(join(tmpdir(), "uptomark-bench-"));
const product = join(root, "dist/bench-row-level-security.mjs");
const server = await startPostgres({ dataDir: join(folder, "postgres"), signal });
try {
  const owner = server.url("uptomark");
  await migrate(owner, { signal });
  const studio = await fill(owner);
  await bundleProduct();
  const free = await openProduct(urlOf(owner, "bench_free"), "free");
  const bound = await openProduct(urlOf(owner, "bench_bound"), "bound");
  try {
    await measureStatusPage(free, bound, studio);
    await measureToday(free, bound, studio);
  } finally {
    for (const { db } of [free, bound]) await db.$disconnect();
  }
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
  rmSync(product, { force: true });
}

function urlOf(url, role) {
  const own = new URL(url);
  own.username = role;
  own.password = "bench";
  return own.href;
}

/** 200 studios of 30 projects each, a policy on every table of a studio's, and the two roles. */
async function fill(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const query = async (text, values) => (await client.query(text, values)).rows;
  const each = (table, columns, values, count) =>
    query(
      `INSERT INTO "${table}" ("id", "freelancerId", "projectId", ${columns})
        SELECT gen_random_uuid(), p."freelancerId", p."id", ${values} FROM "Project" p, generate_series(1, ${count}) n`,
    );
  try {
    await query(`INSERT INTO "User" ("id", "email")
      SELECT gen_random_uuid(), n || '@example.com' FROM generate_series(1, ${STUDIOS}) n`);
    await query(`INSERT INTO "Studio" ("freelancerId", "freelancerName", "name", "zone", "replyTo", "hours")
      SELECT "id", 'Mira Holm', 'Studio Holm', 'Europe/Copenhagen', "email", '{"1":[["09:00","17:00"]],
        "2":[["09:00","17:00"]],"3":[["09:00","17:00"]],"4":[["09:00","17:00"]],"5":[],"6":[],"7":[]}' FROM "User"`);
    await query(`INSERT INTO "Client" ("id", "freelancerId", "name")
      SELECT gen_random_uuid(), "freelancerId", 'Client ' || n FROM "Studio", generate_series(1, 10) n`);
    await query(`INSERT INTO "Contact" ("id", "freelancerId", "clientId", "name", "address", "zone", "linkHash",
        "linkCipher") SELECT gen_random_uuid(), "freelancerId", "id", 'Ines', 'ines@example.com', 'Europe/Lisbon',
        sha256("id"::text::bytea), '\\x00' FROM "Client"`);
    await query(`INSERT INTO "Project" ("id", "freelancerId", "clientId", "contactId", "title", "createdAt",
        "completedAt", "waitingSince")
      SELECT gen_random_uuid(), c."freelancerId", c."clientId", c."id", 'Project ' || n, now() - n * interval '1 day',
        CASE WHEN n > 1 THEN now() - n * interval '1 day' END, CASE WHEN n = 1 THEN now() - interval '2 days' END
      FROM "Contact" c, generate_series(1, 3) n`);
    await each(
      "Deadline",
      `"title", "promisedOn", "metAt"`,
      `'Draft', now()::date + n * 2 - 4, CASE WHEN n > 3 THEN now() END`,
      6,
    );
    await each(
      "Message",
      `"clientId", "contactId", "text", "formKey", "writtenAt"`,
      `p."clientId", p."contactId", repeat('A line of a message. ', 8), gen_random_uuid()::text,
       now() - n * interval '3 hours'`,
      40,
    );
    await each(
      "WorkNote",
      `"text", "shownAt"`,
      `'Drawn in pencil.', now() - n * interval '1 day'`,
      30,
    );
    await each(
      "Email",
      `"contactId", "kind", "dedupeKey", "fromName", "toName", "toAddress", "subject", "wordsCipher", "sendAt",
        "settledAt", "sentAt"`,
      `p."contactId", 'message.posted', gen_random_uuid()::text, 'Mira', 'Ines', 'ines@example.com', 'A message',
        '\\x00', now() - n * interval '1 day', CASE WHEN n > 1 THEN now() END, CASE WHEN n > 1 THEN now() END`,
      8,
    );
    await each(
      "FollowUp",
      `"contactId", "kind", "plannedAt", "dueAt", "settledAt"`,
      `p."contactId", 'CHECK_BACK', now(), now() + interval '3 days', CASE WHEN p."completedAt" IS NULL THEN now() END`,
      1,
    );
    await each(
      "Survey",
      `"contactId", "tokenHash", "invitedAt", "expiresAt"`,
      `p."contactId", sha256(p."id"::text::bytea), now() - interval '3 days', now() + interval '30 days'`,
      1,
    );
    await query(`INSERT INTO "Answer" ("id", "freelancerId", "surveyId", "ordinal", "verdict", "answeredAt")
      SELECT gen_random_uuid(), "freelancerId", "id", 1, 'UP_TO_MARK', now() - interval '2 days' FROM "Survey"`);
    await protect(query);
    await query("VACUUM ANALYZE");
    const [studio] =
      await query(`SELECT s."freelancerId" AS "id", s."zone", s."hours", s."country", s."daysOff",
      c."linkHash" FROM "Studio" s JOIN "Contact" c USING ("freelancerId") ORDER BY s."freelancerId" OFFSET 900 LIMIT 1`);
    return studio;
  } finally {
    await client.end();
  }
}

async function protect(query) {
  const tables = await query(`SELECT table_name AS "name" FROM information_schema.columns
    WHERE table_schema = 'public' AND column_name = 'freelancerId'`);
  for (const { name } of tables) {
    await query(`ALTER TABLE "${name}" ENABLE ROW LEVEL SECURITY`);
    await query(`CREATE POLICY own ON "${name}"
      USING ("freelancerId" = nullif(current_setting('${SETTING}', true), '')::uuid)`);
  }
  // Whose link it is has to be found before anybody is known: past the policies.
  await query(`CREATE FUNCTION freelancer_of_link(bytea) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER AS
    $$ SELECT "freelancerId" FROM "Contact" WHERE "linkHash" = $1 $$`);
  for (const [role, how] of [
    ["bench_free", "BYPASSRLS"],
    ["bench_bound", "NOBYPASSRLS"],
  ]) {
    await query(`CREATE ROLE ${role} LOGIN ${how} PASSWORD 'bench'`);
    await query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role}`);
  }
}

/** The product's own queries, as it runs them. */
async function bundleProduct() {
  const {
    entryPoints: _entries,
    outdir: _outdir,
    outExtension: _ext,
    ...options
  } = bundleOptions();
  await bundle({
    ...options,
    sourcemap: false,
    outfile: product,
    stdin: {
      resolveDir: root,
      loader: "ts",
      contents: `
        export { db } from "@/db/client";
        export { freelancerScope } from "@/auth/scope";
        export { readByLinkSql } from "@/auth/contact-sql";
        export { statusPageSql } from "@/features/projects/status/sql";
        export { listToday } from "@/features/today/queries";`,
    },
  });
  await stopBundling();
}

/** The product on a connection of this role: a copy of its own, since it opens one database. */
async function openProduct(url, name) {
  Object.assign(process.env, {
    DATABASE_URL: url,
    APP_URL: "http://localhost:3000",
    APP_SECRET: "a secret for the benchmark alone, of no worth",
    LOG_LEVEL: "error",
    NODE_ENV: "production",
  });
  globalThis.uptomarkPool = undefined;
  globalThis.uptomarkDb = undefined;
  const own = await import(`${pathToFileURL(product).href}?${name}`);
  return { ...own, url, db: own.db() };
}

/** The page is one statement today. Bound by policies it is a transaction that first says whose it is. */
async function measureStatusPage(free, bound, studio) {
  const text = free.readByLinkSql(free.statusPageSql);
  const values = [studio.linkHash, new Date().toISOString(), null];
  const clients = [free.url, bound.url, bound.url].map(
    (connectionString) => new pg.Client({ connectionString, options: "-c timezone=UTC" }),
  );
  await Promise.all(clients.map((client) => client.connect()));
  const [plain, transacted, preset] = clients;
  const page = (client) => client.query({ name: "page", text, values });
  await preset.query("SELECT set_config($1, $2, false)", [SETTING, studio.id]);
  try {
    await compare(
      "a status page",
      {
        "without policies, one statement": () => page(plain),
        "policies alone, whose it is known before": () => page(preset),
        "policies, in a transaction that says whose it is": async () => {
          await transacted.query("BEGIN");
          await transacted.query({
            name: "whose",
            text: `SELECT set_config('${SETTING}', coalesce(freelancer_of_link($1)::text, ''), true)`,
            values: [studio.linkHash],
          });
          const result = await page(transacted);
          await transacted.query("COMMIT");
          return result;
        },
      },
      (result) => JSON.stringify(result.rows),
    );
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

/** Today asks for a dozen things at once. Bound by policies each of them, or all together, is in a transaction. */
async function measureToday(free, bound, studio) {
  const scope = free.freelancerScope(studio.id);
  const now = new Date();
  const setting = (on) => on.$executeRaw`SELECT set_config(${SETTING}, ${studio.id}, true)`;
  const each = bound.db.$extends({
    query: {
      $allOperations: async ({ args, query }) =>
        (await bound.db.$transaction([setting(bound.db), query(args)]))[1],
    },
  });
  const asking = (product, db) => {
    globalThis.uptomarkDb = db;
    return product.listToday(scope, studio, now);
  };
  await compare(
    "Today",
    {
      "without policies, each query by itself": () => asking(free, free.db),
      "policies, each query in a transaction of its own": () => asking(bound, each),
      "policies, all queries in one transaction": () =>
        bound.db.$transaction(async (tx) => {
          await setting(tx);
          return asking(bound, tx);
        }),
    },
    JSON.stringify,
  );
}

/** Runs each way in turn, so that a passing load falls on all, and tells how long each takes. All find the same. */
async function compare(what, ways, told) {
  const times = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
  const found = new Set();
  for (let round = 0; round < ROUNDS + WARM; round += 1)
    for (const [name, run] of Object.entries(ways)) {
      const start = performance.now();
      const result = await run();
      if (round >= WARM) times[name].push(performance.now() - start);
      if (round === 0) found.add(told(result));
    }
  if (found.size !== 1 || [...found][0].length < 500)
    throw new Error(`${what}: the ways find different things, or nothing.`);
  const [plain] = Object.values(times).map((own) => at(own, 0.5));
  for (const [name, own] of Object.entries(times))
    say(
      `${what}, ${name}: median ${at(own, 0.5).toFixed(2)} ms (${(at(own, 0.5) / plain).toFixed(2)} times), ` +
        `p95 ${at(own, 0.95).toFixed(2)} ms`,
    );
}

function at(times, share) {
  return times.toSorted((a, b) => a - b)[Math.floor((times.length - 1) * share)];
}
