// Search for one freelancer with 100,000 messages and for one with 1,000, among 1,000,000 in the table: words that are
// rare, common, everywhere and missing, two of them, and two characters, as a signed-in browser
// asks for them, in turn.
import { createHash, randomBytes } from "node:crypto";
import { build } from "../scripts/build.mjs";
import { say } from "../scripts/step.mjs";
import { round, withDemo } from "./serving.mjs";

const MANY = 100_000;
const FEW = 1_000;
const ALL = 1_000_000;
const ROUNDS = 25;
const WARM_UP = 3;
/** Of this many made-up words a text has twelve; the n-th is as frequent as words are, about 1 to n. */
const WORDS = 5_000;

export async function measure({ signal }) {
  await build({ signal });
  return withDemo({ signal }, async ({ database, start }) => {
    const { default: pg } = await import("pg");
    const client = new pg.Client({ connectionString: database });
    await client.connect();
    try {
      say(`  writing ${ALL} messages`);
      const many = await makeFreelancer(client, MANY);
      const few = await makeFreelancer(client, FEW);
      await makeOthers(pg, database, ALL - MANY - FEW);
      await client.query("VACUUM ANALYZE");
      const url = await start("dist/web.mjs", { ready: "/readyz" });
      return [await compareSizes(url, many, few)];
    } finally {
      await client.end();
    }
  });
}

/** Everybody else's messages, by two connections at once. */
async function makeOthers(pg, database, messages) {
  const sizes = [];
  for (let rest = messages; rest > 0; rest -= MANY) sizes.push(Math.min(rest, MANY));
  const makeSome = async () => {
    const client = new pg.Client({ connectionString: database });
    await client.connect();
    try {
      for (let size = sizes.pop(); size; size = sizes.pop()) await makeFreelancer(client, size);
    } finally {
      await client.end();
    }
  };
  await Promise.all([makeSome(), makeSome()]);
}

/** Questions that find much and little: the place of their word in the order of frequency says which. */
const QUESTIONS = [
  word(1),
  word(3),
  word(20),
  word(100),
  word(400),
  word(1_500),
  word(4_800),
  `${word(2)} ${word(900)}`,
  `${word(30)} ${word(40)}`,
  word(7).slice(0, 2),
  "missing",
];

async function compareSizes(url, many, few) {
  const times = { many: [], few: [] };
  for (let n = 0; n < ROUNDS + WARM_UP; n += 1)
    for (const question of QUESTIONS)
      // In turn, so that a passing load of the machine falls on both.
      for (const [size, cookie] of Object.entries({ many, few })) {
        const took = await ask(url, question, cookie, size);
        if (n >= WARM_UP) times[size].push(took);
      }
  const [large, small] = [p95(times.many), p95(times.few)];
  say(`  search: p95 ${large.toFixed(1)} ms with ${MANY}, ${small.toFixed(1)} ms with ${FEW}`);
  return {
    name: "search over 100,000 messages among 1,000,000, p95",
    value: round(large, 1),
    unit: "ms",
    ratio: round(large / small, 2),
    beside: `the same with 1,000, ${round(small, 1)} ms`,
  };
}

/** How long a page takes, in milliseconds. Among many messages every question but one finds something. */
async function ask(url, question, cookie, size) {
  const address = `${url}/search?q=${encodeURIComponent(question)}`;
  const began = performance.now();
  const answer = await fetch(address, { headers: { cookie }, redirect: "manual" });
  const text = await answer.text();
  const took = performance.now() - began;
  const isFound = !text.includes("Nothing found");
  const isRight = question === "missing" ? !isFound : isFound || size === "few";
  if (answer.status !== 200 || !isRight)
    throw new Error(`${address} answered ${answer.status}, and not what it should.`);
  return took;
}

const p95 = (times) => times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1];

/** The n-th word: of the alphabet alone, each another one. */
function word(n) {
  return `w${createHash("md5")
    .update(String(n))
    .digest("hex")
    .replaceAll(/\d/g, (d) => "ghijklmnop"[d])
    .slice(0, 7)}`;
}

/** A studio with one client for every 1,000 messages, in whose threads they are. Returns its session's cookie. */
async function makeFreelancer(client, messages) {
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
        '{"1":[["09:00","17:00"]],"2":[],"3":[],"4":[],"5":[],"6":[],"7":[]}')`,
    [id],
  );
  await query(
    `WITH made AS (INSERT INTO "Client" ("id", "freelancerId", "name")
        SELECT gen_random_uuid(), $1, 'Client ' || n FROM generate_series(1, $2) n RETURNING "id"),
      people AS (INSERT INTO "Contact" ("id", "freelancerId", "clientId", "name", "address", "zone", "linkHash", "linkCipher",
          "language")
        SELECT gen_random_uuid(), $1, "id", 'Ines Duarte', 'ines@example.com', 'Europe/Lisbon', sha256("id"::text::bytea),
          '\\x00', (ARRAY['en', 'de', 'fr', 'es', 'pt'])[1 + row_number() OVER () % 5] FROM made RETURNING "id", "clientId")
      INSERT INTO "Project" ("id", "freelancerId", "clientId", "contactId", "title")
        SELECT gen_random_uuid(), $1, "clientId", "id", 'The lighthouse map' FROM people`,
    [id, Math.ceil(messages / 1_000)],
  );
  await query(
    `WITH words AS MATERIALIZED (SELECT $3::text[] AS list),
      projects AS (SELECT "id", "clientId", "contactId", row_number() OVER () - 1 AS nth FROM "Project"
        WHERE "freelancerId" = $1)
     INSERT INTO "Message" ("id", "freelancerId", "clientId", "projectId", "contactId", "text", "formKey", "writtenAt")
     SELECT gen_random_uuid(), $1, p."clientId", p."id", CASE WHEN n % 2 = 0 THEN p."contactId" END,
       (SELECT string_agg(list[least(${WORDS}, floor(exp(random() * ln(${WORDS} + 1)))::int)], ' ')
         FROM words, generate_series(1, 12 + 0 * n)),
       gen_random_uuid(), now() - n * interval '1 minute'
     FROM generate_series(1, $2) n JOIN projects p ON p.nth = n % $4`,
    [
      id,
      messages,
      Array.from({ length: WORDS }, (_, n) => word(n + 1)),
      Math.ceil(messages / 1_000),
    ],
  );
  return `next-auth.session-token=${token}`;
}
