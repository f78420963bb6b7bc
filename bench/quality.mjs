// CSQ for a freelancer with 10,000 projects and 100,000 messages of five years, and for one with 100 of each of the
// same years: all time, a year and a quarter, as a signed-in browser asks for them, in turn. Then the same right after
// a message was written, before the worker has counted it.
import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { build } from "../scripts/build.mjs";
import { root, say } from "../scripts/step.mjs";
import { round, SECRET, withDemo } from "./serving.mjs";

const SIZES = {
  many: { projects: 10_000, messages: 100_000 },
  few: { projects: 100, messages: 100 },
};
const ASKED = 60;
const WARM_UP = 8;
const LONGEST_MS = 300_000;

export async function measure({ signal }) {
  await build({ signal });
  return withDemo({ signal }, async ({ database, start }) => {
    const { default: pg } = await import("pg");
    const client = new pg.Client({ connectionString: database });
    await client.connect();
    try {
      say(`  writing ${SIZES.many.projects} projects and ${SIZES.many.messages} messages`);
      const many = await makeFreelancer(client, SIZES.many);
      const few = await makeFreelancer(client, SIZES.few);
      await client.query("VACUUM ANALYZE");
      await countAll(client, database, signal);
      await client.query("VACUUM ANALYZE");
      const url = await start("dist/web.mjs", { ready: "/readyz" });
      await requireExact(client, url, many, few);
      return [
        await compareSizes(url, { many, few }, "counted", () => {}),
        await compareSizes(url, { many, few }, "right after a message", (one) =>
          writeMessage(client, one),
        ),
      ];
    } finally {
      await client.end();
    }
  });
}

/** Lets the worker count every month, and ends it. */
async function countAll(client, database, signal) {
  const began = performance.now();
  const worker = spawn(process.execPath, [join(root, "dist/worker.mjs")], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      DATABASE_URL: database,
      APP_URL: "http://localhost:4100",
      NEXTAUTH_URL: "http://localhost:4100",
      APP_SECRET: SECRET,
      UPTOMARK_EMBEDDED: "1",
      LOG_LEVEL: "error",
    },
  });
  try {
    for (;;) {
      const { rows } = await client.query(
        `SELECT (SELECT count(*)::int FROM "FigureChange") + (SELECT count(*)::int FROM "Studio" s WHERE NOT EXISTS
          (SELECT 1 FROM "FigureState" f WHERE f."freelancerId" = s."freelancerId" AND f."rules" > 0)) AS n`,
      );
      if (rows[0].n === 0) break;
      if (worker.exitCode !== null) throw new Error("The worker ended by itself.");
      if (performance.now() - began > LONGEST_MS)
        throw new Error("The worker did not count the months in time.");
      await pause(500, undefined, { signal });
    }
  } finally {
    if (worker.exitCode === null) {
      worker.kill("SIGTERM");
      await once(worker, "exit");
    }
  }
  say(`  counted by the worker after ${Math.round((performance.now() - began) / 1000)} s`);
}

/** What the pages say of deliveries is what there is. */
async function requireExact(client, url, ...freelancers) {
  for (const { id, cookie } of freelancers) {
    const { rows } = await client.query(
      `SELECT count(*)::int AS n FROM "Project" WHERE "freelancerId" = $1 AND "completedAt" IS NOT NULL`,
      [id],
    );
    const answer = await fetch(`${url}/quality`, { headers: { cookie } });
    const said = `>${rows[0].n.toLocaleString("en-GB")} deliveries<`;
    if (!(await answer.text()).includes(said))
      throw new Error(`The page does not say ${said}: it is not what should be measured.`);
  }
}

async function compareSizes(url, freelancers, what, before) {
  const year = new Date().getFullYear();
  const pages = [
    "/quality",
    `/quality?from=${year - 1}-01-01&until=${year}-01-01`,
    `/quality?from=${year - 1}-07-01`,
  ];
  const times = { many: [], few: [] };
  for (let n = 0; n < ASKED + WARM_UP; n += 1)
    for (const page of pages)
      // In turn, so that a passing load of the machine falls on both.
      for (const [size, one] of Object.entries(freelancers)) {
        await before(one);
        const took = await ask(url + page, one.cookie);
        if (n >= WARM_UP) times[size].push(took);
      }
  const [large, small] = [p95(times.many), p95(times.few)];
  say(`  CSQ, ${what}: p95 ${large.toFixed(1)} ms with many, ${small.toFixed(1)} ms with few`);
  return {
    name: `CSQ over 10,000 projects and 100,000 messages, ${what}, p95`,
    value: round(large, 1),
    unit: "ms",
    ratio: round(large / small, 2),
    beside: `the same with 100 of each, ${round(small, 1)} ms`,
  };
}

async function ask(address, cookie) {
  const began = performance.now();
  const answer = await fetch(address, { headers: { cookie }, redirect: "manual" });
  const text = await answer.text();
  if (answer.status !== 200 || !text.includes("How soon you reply"))
    throw new Error(`${address} answered ${answer.status}, and not what it should.`);
  return performance.now() - began;
}

const p95 = (times) => times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1];

/** A question of a client's, now. */
async function writeMessage(client, { id }) {
  await client.query(
    `INSERT INTO "Message" ("id", "freelancerId", "clientId", "projectId", "contactId", "text", "formKey", "writtenAt")
      SELECT gen_random_uuid(), $1, "clientId", "id", "contactId", 'Where is it?', gen_random_uuid(), now()
      FROM "Project" WHERE "freelancerId" = $1 LIMIT 1`,
    [id],
  );
}

/** The statements that fill a studio; $1 is the freelancer, $2 how many projects, $3 how many messages. */
const FILL = [
  `WITH made AS (INSERT INTO "Client" ("id", "freelancerId", "name")
      SELECT gen_random_uuid(), $1, 'Client ' || n FROM generate_series(1, greatest(8, $2::int / 20)) n
      RETURNING "id")
    INSERT INTO "Contact" ("id", "freelancerId", "clientId", "name", "address", "zone", "linkHash", "linkCipher")
      SELECT gen_random_uuid(), $1, "id", 'Ines Duarte', 'ines@example.com', 'Europe/Lisbon',
        sha256("id"::text::bytea), '\\x00' FROM made WHERE $3::int > 0`,
  `INSERT INTO "Project" ("id", "freelancerId", "clientId", "contactId", "title", "createdAt", "completedAt")
    SELECT gen_random_uuid(), $1, c."clientId", c."id", 'Project ' || n, began, began + interval '20 days'
    FROM generate_series(1, $2::int) n
      CROSS JOIN LATERAL (SELECT now() - interval '21 days' - n * (interval '5 years' / $2::int) AS began) b
      JOIN (SELECT "id", "clientId", row_number() OVER () - 1 AS nth, count(*) OVER () AS all_of FROM "Contact"
        WHERE "freelancerId" = $1) c ON c.nth = n % c.all_of WHERE $3::int > 0`,
  `INSERT INTO "Deadline" ("id", "freelancerId", "projectId", "title", "promisedOn", "metAt")
    SELECT gen_random_uuid(), $1, "id", 'Draft ' || d, ("createdAt" + d * interval '8 days')::date,
      "createdAt" + d * interval '8 days' + (CASE WHEN random() < 0.05 THEN 2 ELSE -1 END) * interval '1 day'
    FROM "Project", generate_series(1, 2) d WHERE "freelancerId" = $1 AND $2::int + $3::int > 0`,
  `INSERT INTO "DeadlineMove" ("id", "freelancerId", "deadlineId", "fromOn", "toOn", "reason", "movedAt", "toldDaysEarly")
    SELECT gen_random_uuid(), $1, "id", "promisedOn" - 3, "promisedOn", 'The licence came late.', "promisedOn" - 6,
      floor(random() * 6)::int - 1
    FROM "Deadline" WHERE "freelancerId" = $1 AND random() < 0.1 AND $2::int + $3::int > 0`,
  `INSERT INTO "Survey" ("id", "freelancerId", "projectId", "contactId", "tokenHash", "invitedAt", "expiresAt")
    SELECT gen_random_uuid(), $1, "id", "contactId", sha256("id"::text::bytea), "completedAt", "completedAt"
    FROM "Project" WHERE "freelancerId" = $1 AND random() < 0.6 AND $2::int + $3::int > 0`,
  `INSERT INTO "Answer" ("id", "freelancerId", "surveyId", "ordinal", "verdict", "effort", "answeredAt")
    SELECT gen_random_uuid(), $1, "id", 1, (CASE WHEN random() < 0.9 THEN 'UP_TO_MARK' WHEN random() < 0.5 THEN 'NEARLY'
      ELSE 'NOT_UP_TO_MARK' END)::"Verdict", 2 + floor(random() * 4)::int, "invitedAt"
    FROM "Survey" WHERE "freelancerId" = $1 AND $2::int + $3::int > 0`,
  `INSERT INTO "Case" ("id", "freelancerId", "clientId", "contactId", "projectId", "openedAt", "firstRespondedAt",
      "closedAt")
    SELECT gen_random_uuid(), $1, "clientId", "contactId", "id", "completedAt", "completedAt" + random() * interval '2 days',
      "completedAt" + interval '9 days'
    FROM "Project" WHERE "freelancerId" = $1 AND random() < 0.03 AND $2::int + $3::int > 0`,
  `INSERT INTO "Remedy" ("id", "freelancerId", "clientId", "caseId", "text", "createdAt", "promisedAt", "keptAt")
    SELECT gen_random_uuid(), $1, "clientId", "id", 'A proof first.', "openedAt", "openedAt",
      CASE WHEN random() < 0.8 THEN "closedAt" END
    FROM "Case" WHERE "freelancerId" = $1 AND $2::int + $3::int > 0`,
  `INSERT INTO "QuietCheck" ("id", "freelancerId", "clientId", "contactId", "projectId", "tokenHash", "askedAt",
      "expiresAt", "answeredAt", "reason")
    SELECT gen_random_uuid(), $1, "clientId", "contactId", "id", sha256("id"::text::bytea), "completedAt", "completedAt",
      "completedAt", 'NO_WORK'
    FROM "Project" WHERE "freelancerId" = $1 AND random() < 0.03 AND $2::int + $3::int > 0`,
  `INSERT INTO "LedgerEntry" ("id", "freelancerId", "kind", "what", "happenedOn", "createdAt")
    SELECT gen_random_uuid(), $1, 'CORRECTION', 'A caption', "completedAt"::date, "completedAt"
    FROM "Project" WHERE "freelancerId" = $1 AND random() < 0.05 AND $2::int + $3::int > 0`,
  `INSERT INTO "Message" ("id", "freelancerId", "clientId", "projectId", "contactId", "channel", "text", "formKey",
      "writtenAt")
    SELECT gen_random_uuid(), $1, p."clientId", p."id", CASE WHEN line = 0 THEN p."contactId" END,
      (ARRAY['PORTAL', 'EMAIL', 'EMAIL', 'WHATSAPP'])[1 + pair % 4]::"Channel", 'Where is the second draft?',
      gen_random_uuid(), p."createdAt" + (pair / $2::int) * interval '2 days' + line * random() * interval '30 hours'
    FROM generate_series(0, $3::int / 2 - 1) pair CROSS JOIN generate_series(0, 1) line
      JOIN (SELECT "id", "clientId", "contactId", "createdAt", row_number() OVER (ORDER BY "createdAt") - 1 AS nth
        FROM "Project" WHERE "freelancerId" = $1) p ON p.nth = pair % $2::int`,
  `INSERT INTO "Pledge" ("id", "freelancerId", "clientId", "projectId", "contactId", "messageId", "what", "dueAt",
      "pledgedAt", "keptAt", "missedAt")
    SELECT gen_random_uuid(), $1, m."clientId", m."projectId", p."contactId", m."id", 'The legend', m."writtenAt",
      m."writtenAt", m."writtenAt", CASE WHEN random() < 0.1 THEN m."writtenAt" END
    FROM "Message" m JOIN "Project" p ON p."id" = m."projectId"
    WHERE m."freelancerId" = $1 AND m."contactId" IS NULL AND random() < 0.1 AND $2::int + $3::int > 0`,
];

/** A studio of that size. Returns its freelancer and a session's cookie. */
async function makeFreelancer(client, { projects, messages }) {
  const token = randomBytes(32).toString("base64url");
  const stored = createHash("sha256").update(token).digest().toString("base64url");
  const { rows } = await client.query(
    `INSERT INTO "User" ("id", "email") VALUES (gen_random_uuid(), gen_random_uuid() || '@example.com') RETURNING "id"`,
  );
  const [{ id }] = rows;
  await client.query(
    `INSERT INTO "Session" ("id", "sessionToken", "userId", "expires")
      VALUES (gen_random_uuid(), $1, $2, now() + interval '30 days')`,
    [stored, id],
  );
  await client.query(
    `INSERT INTO "Studio" ("freelancerId", "freelancerName", "name", "zone", "replyTo", "hours")
      VALUES ($1, 'Mira Holm', 'Studio Holm', 'Europe/Copenhagen', 'mira@example.com',
        '{"1":[["09:00","17:00"]],"2":[["09:00","17:00"]],"3":[["09:00","17:00"]],"4":[["09:00","17:00"]],
          "5":[["09:00","17:00"]],"6":[],"7":[]}')`,
    [id],
  );
  for (const statement of FILL) await client.query(statement, [id, projects, messages]);
  return { id, cookie: `next-auth.session-token=${token}` };
}
