// The overview of projects and the weeks ahead for a freelancer with 1,000 open projects, and for one with 10: as a
// signed-in browser asks for them, in turn; and how much script they bring.
import { createHash, randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { build } from "../scripts/build.mjs";
import { say } from "../scripts/step.mjs";
import { round, withDemo } from "./serving.mjs";

const MANY = 1_000;
const FEW = 10;
const ASKED = 150;
const WARM_UP = 10;

const PAGES = {
  "the overview, the next date first": "/projects",
  "the overview, what is late or at risk": "/projects?state=late",
  "the overview, by client and name": "/projects?sort=client&q=project",
  "the weeks ahead": "/projects?view=timeline",
};

export async function measure({ signal }) {
  await build({ signal });
  return withDemo({ signal }, async ({ database, start }) => {
    const { default: pg } = await import("pg");
    const client = new pg.Client({ connectionString: database });
    await client.connect();
    try {
      const many = await makeFreelancer(client, MANY);
      const few = await makeFreelancer(client, FEW);
      await client.query("VACUUM ANALYZE");
      const url = await start("dist/web.mjs", { ready: "/readyz" });
      const figures = [];
      for (const [name, path] of Object.entries(PAGES))
        figures.push(await compareSizes(name, url + path, { many, few }));
      for (const [name, path] of [
        ["the studio's first load", "/today"],
        ["the weeks ahead", "/projects?view=timeline"],
      ])
        figures.push({
          name: `${name}, script gzipped`,
          value: await scriptOf(url, path, few.cookie),
          unit: "kB",
        });
      return figures;
    } finally {
      await client.end();
    }
  });
}

async function compareSizes(name, url, freelancers) {
  const times = { many: [], few: [] };
  for (let n = 0; n < ASKED + WARM_UP; n += 1)
    // In turn, so that a passing load of the machine falls on both.
    for (const [size, { cookie }] of Object.entries(freelancers)) {
      const took = await ask(url, cookie);
      if (n >= WARM_UP) times[size].push(took);
    }
  const [large, small] = [p95(times.many), p95(times.few)];
  say(`  ${name}: p95 ${large.toFixed(1)} ms with ${MANY}, ${small.toFixed(1)} ms with ${FEW}`);
  return {
    name: `${name}, p95 with 1,000 open projects`,
    value: round(large, 1),
    unit: "ms",
    ratio: round(large / small, 2),
    beside: `the same with 10, ${round(small, 1)} ms`,
  };
}

async function ask(address, cookie) {
  const began = performance.now();
  const answer = await fetch(address, { headers: { cookie }, redirect: "manual" });
  const text = await answer.text();
  if (answer.status !== 200 || !/href="\/projects\/[0-9a-f-]{36}/.test(text))
    throw new Error(`${address} answered ${answer.status}, and not what it should.`);
  return performance.now() - began;
}

/** All script that a page names in its HTML, each file gzipped, in kB. */
async function scriptOf(url, path, cookie) {
  const html = await (await fetch(url + path, { headers: { cookie } })).text();
  // Browsers that know modules, all since 2018, leave the polyfills' script alone.
  const tags = (html.match(/<(?:script|link)\b[^>]*>/g) ?? []).filter(
    (tag) => !/nomodule/i.test(tag),
  );
  const files = new Set(tags.flatMap((tag) => tag.match(/"(\/_next\/[^"]+\.js[^"]*)"/)?.[1] ?? []));
  if (files.size === 0)
    throw new Error(`${path} names no script: it is not the page it should be.`);
  let bytes = 0;
  for (const file of files)
    bytes += gzipSync(Buffer.from(await (await fetch(url + file)).arrayBuffer())).byteLength;
  return round(bytes / 1000, 1);
}

const p95 = (times) => times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1];

/** The statements that fill a studio; $1 is the freelancer, $2 how many projects. */
const FILL = [
  `WITH made AS (INSERT INTO "Client" ("id", "freelancerId", "name")
      SELECT gen_random_uuid(), $1, 'Client ' || n FROM generate_series(1, greatest(2, $2::int / 10)) n
      RETURNING "id")
    INSERT INTO "Contact" ("id", "freelancerId", "clientId", "name", "address", "zone", "linkHash", "linkCipher")
      SELECT gen_random_uuid(), $1, "id", 'Ines Duarte', 'ines@example.com', 'Europe/Lisbon',
        sha256("id"::text::bytea), '\\x00' FROM made`,
  `INSERT INTO "Project" ("id", "freelancerId", "clientId", "contactId", "title", "createdAt", "waitingSince")
    SELECT gen_random_uuid(), $1, c."clientId", c."id", 'Project ' || n, now() - n * interval '3 hours',
      CASE WHEN n % 10 = 0 THEN now() - interval '1 day' END
    FROM generate_series(1, $2::int) n
      JOIN (SELECT "id", "clientId", row_number() OVER () - 1 AS nth, count(*) OVER () AS all_of FROM "Contact"
        WHERE "freelancerId" = $1) c ON c.nth = n % c.all_of`,
  // Three open dates each and one that is done, so many days apart that some are late and all weeks have some.
  `INSERT INTO "Deadline" ("id", "freelancerId", "projectId", "title", "promisedOn", "targetOn", "holder", "metAt")
    SELECT gen_random_uuid(), $1, p."id", 'Draft ' || d, current_date + day,
      CASE WHEN d = 2 THEN current_date + day - 2 END,
      (CASE WHEN d = 3 THEN 'CLIENT' ELSE 'FREELANCER' END)::"Holder",
      CASE WHEN d = 0 THEN now() - interval '5 days' END
    FROM (SELECT "id", row_number() OVER (ORDER BY "createdAt") AS nth FROM "Project" WHERE "freelancerId" = $1) p
      CROSS JOIN generate_series(0, 3) d
      CROSS JOIN LATERAL (SELECT (p.nth * 7 % 40 + d * 9 - 12)::int AS day) s WHERE $2::int > 0`,
  `INSERT INTO "ChecklistItem" ("id", "freelancerId", "projectId", "text", "doneAt")
    SELECT gen_random_uuid(), $1, "id", 'Proofread ' || i, CASE WHEN i = 1 THEN now() - interval '6 days' END
    FROM "Project", generate_series(1, 3) i WHERE "freelancerId" = $1 AND $2::int > 0`,
  `INSERT INTO "Message" ("id", "freelancerId", "clientId", "projectId", "contactId", "text", "formKey", "writtenAt")
    SELECT gen_random_uuid(), $1, "clientId", "id", CASE WHEN line % 2 = 0 THEN "contactId" END, 'Where is it?',
      gen_random_uuid(), now() - (20 - line) * interval '1 day'
    FROM "Project", generate_series(1, 12) line WHERE "freelancerId" = $1 AND $2::int > 0`,
];

/** A studio with so many open projects. Returns a session's cookie. */
async function makeFreelancer(client, projects) {
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
  for (const statement of FILL) await client.query(statement, [id, projects]);
  return { cookie: `next-auth.session-token=${token}` };
}
