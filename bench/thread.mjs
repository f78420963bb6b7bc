// A thread of 5,000 messages beside one of 50, each opened at its end: the client's page, and the freelancer's page of
// the project. Asked in turn, in one run.
import { createHash, randomBytes } from "node:crypto";
import { build } from "../scripts/build.mjs";
import { say } from "../scripts/step.mjs";
import { round, withDemo } from "./serving.mjs";

const FEW = 50;
const MANY = 5_000;
const ASKED = 150;
const WARM_UP = 20;

export async function measure({ signal }) {
  await build({ signal });
  return withDemo({ signal }, async ({ database, start }) => {
    const { default: pg } = await import("pg");
    const client = new pg.Client({ connectionString: database });
    await client.connect();
    try {
      const cookie = await signedIn(client);
      const few = await makeThread(client, FEW);
      const many = await makeThread(client, MANY);
      await client.query("VACUUM ANALYZE");
      const url = await start("dist/web.mjs", { ready: "/readyz" });
      return [
        await compareThreads("the client's page", few, many, (one, n) => [
          url + one.page,
          // Each request claims another reader's address, so that no limit is met.
          { "x-forwarded-for": `10.0.${(n >> 8) & 255}.${n & 255}` },
        ]),
        await compareThreads("the freelancer's page", few, many, (one) => [
          `${url}/projects/${one.projectId}`,
          { cookie },
        ]),
      ];
    } finally {
      await client.end();
    }
  });
}

async function compareThreads(name, few, many, addressOf) {
  const times = { few: [], many: [] };
  // In turn, so that a passing load of the machine falls on both.
  for (let n = 0; n < ASKED + WARM_UP; n += 1)
    for (const [size, one] of Object.entries({ few, many })) {
      const took = await ask(...addressOf(one, n));
      if (n >= WARM_UP) times[size].push(took);
    }
  const [small, large] = [p95(times.few), p95(times.many)];
  say(`  ${name}: p95 ${large.toFixed(1)} ms with ${MANY}, ${small.toFixed(1)} ms with ${FEW}`);
  return {
    name: `a thread of 5,000 messages, ${name}, p95`,
    value: round(large, 1),
    unit: "ms",
    ratio: round(large / small, 2),
    beside: `the same with 50, ${round(small, 1)} ms`,
  };
}

/** How long a page takes, in milliseconds. */
async function ask(address, headers) {
  const began = performance.now();
  const answer = await fetch(address, { headers });
  const text = await answer.text();
  if (answer.status !== 200 || !text.includes("Message 1 ago"))
    throw new Error(`${address} answered ${answer.status}, without the thread's last message.`);
  return performance.now() - began;
}

const p95 = (times) => times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1];

/** A session of the demo's freelancer. */
async function signedIn(client) {
  const token = randomBytes(32).toString("base64url");
  const stored = createHash("sha256").update(token).digest().toString("base64url");
  await client.query(
    `INSERT INTO "Session" ("id", "sessionToken", "userId", "expires")
      SELECT gen_random_uuid(), $1, "freelancerId", now() + interval '30 days' FROM "Studio"`,
    [stored],
  );
  return `next-auth.session-token=${token}`;
}

/** A client of the demo's with one project, whose thread has that many messages, every second one the client's. */
async function makeThread(client, count) {
  const token = randomBytes(32).toString("base64url");
  const hash = createHash("sha256").update(token).digest();
  const { rows } = await client.query(
    `WITH studio AS (SELECT "freelancerId" FROM "Studio"),
      made AS (INSERT INTO "Client" ("id", "freelancerId", "name")
        SELECT gen_random_uuid(), "freelancerId", 'A client' FROM studio RETURNING "id", "freelancerId"),
      person AS (INSERT INTO "Contact" ("id", "freelancerId", "clientId", "name", "address", "zone", "linkHash",
        "linkCipher", "linkRevokedAt") SELECT gen_random_uuid(), "freelancerId", "id", 'Ines Duarte', 'ines@example.com',
        'Europe/Lisbon', $1, '\\x00', NULL FROM made RETURNING "id", "clientId", "freelancerId")
      INSERT INTO "Project" ("id", "freelancerId", "clientId", "contactId", "title")
        SELECT gen_random_uuid(), "freelancerId", "clientId", "id", 'A long talk' FROM person
        RETURNING "id", "freelancerId", "clientId", "contactId"`,
    [hash],
  );
  const [{ id, freelancerId, clientId, contactId }] = rows;
  // The studio shows the contact's address, sealed under the demo's own secret: one of the demo's is used.
  await client.query(
    `UPDATE "Contact" SET "linkCipher" = (SELECT "linkCipher" FROM "Contact" WHERE length("linkCipher") > 8 LIMIT 1)
      WHERE "id" = $1`,
    [contactId],
  );
  await client.query(
    `INSERT INTO "Message" ("id", "freelancerId", "clientId", "projectId", "contactId", "text", "formKey", "writtenAt")
      SELECT gen_random_uuid(), $1, $2, $3, CASE WHEN n % 2 = 0 THEN $4::uuid END, 'Message ' || n || ' ago: a line of ' ||
        'the length that people write when something is on their mind.', gen_random_uuid(),
        now() - n * interval '10 minutes' FROM generate_series(1, $5) n`,
    [freelancerId, clientId, id, contactId, count],
  );
  return { projectId: id, page: `/p/${token}/${id}` };
}
