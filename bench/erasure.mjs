// How long a freelancer waits for the erasure of a client with 1,000 messages, as many emails, twice as many entries of
// the history and 50 files, among 100,000 messages of others: the form as a browser without script sends it.
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "../scripts/build.mjs";
import { say } from "../scripts/step.mjs";
import { round, withDemo } from "./serving.mjs";

const MESSAGES = 1_000;
const OTHERS = 100;
const FILES = 50;
const ROUNDS = 5;

export async function measure({ signal }) {
  await build({ signal });
  const folder = mkdtempSync(join(tmpdir(), "uptomark-erasure-"));
  try {
    return await withDemo({ signal }, ({ database, start }) => withFolder(database, start, folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function withFolder(database, start, folder) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  try {
    const query = async (text, values = []) => (await client.query(text, values)).rows;
    const { id, cookie } = await makeFreelancer(query);
    say(`  writing ${(OTHERS + ROUNDS) * MESSAGES} messages`);
    for (let n = 0; n < OTHERS; n += 1) await makeClient(query, id, `Other ${n}`);
    const clients = [];
    for (let n = 0; n < ROUNDS; n += 1) clients.push(await makeClient(query, id, `Client ${n}`));
    for (const one of clients) await makeFiles(query, folder, id, one);
    await query("VACUUM ANALYZE");
    const url = await start("dist/web.mjs", { ready: "/readyz", FILES_DIR: folder });
    const times = [];
    for (const one of clients) {
      times.push(await erase(url, cookie, one));
      await check(query, one);
    }
    const slowest = Math.max(...times);
    say(`  erasures: ${times.map((time) => `${round(time / 1000, 2)} s`).join(", ")}`);
    return [
      {
        name: "erasure of a client with 1,000 messages, the slowest of five",
        value: round(slowest / 1000, 2),
        unit: "s",
      },
    ];
  } finally {
    await client.end();
  }
}

/** Sends the form of the page as a browser without script does. Returns how long the answer took, in milliseconds. */
async function erase(url, cookie, { clientId, name }) {
  const page = `${url}/clients/${clientId}/erase`;
  const html = await (await fetch(page, { headers: { cookie } })).text();
  const [form] = html.match(/<form(?:(?!<\/form>).)*name="clientId".*?<\/form>/s) ?? [];
  if (!form) throw new Error(`${page} has no form.`);
  const body = new FormData();
  for (const [input] of form.matchAll(/<input[^>]*>/g)) {
    const value = (key) => new RegExp(`\\b${key}="([^"]*)"`).exec(input)?.[1];
    const field = value("name");
    if (field) body.set(unescape(field), field === "name" ? name : unescape(value("value") ?? ""));
  }
  const began = performance.now();
  const answer = await fetch(page, {
    method: "POST",
    headers: { cookie, origin: url },
    body,
    redirect: "manual",
  });
  await answer.text();
  const took = performance.now() - began;
  if (answer.status !== 303)
    throw new Error(`The erasure answered ${answer.status}, and not that it is done.`);
  return took;
}

const unescape = (text) =>
  text.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&amp;", "&");

/** The rows, the bytes and the list of what is to be deleted are gone, or the figure is of nothing. */
async function check(query, { clientId }) {
  const [left] = await query(
    `SELECT (SELECT count(*) FROM "Client" WHERE "id" = $1) + (SELECT count(*) FROM "Message" WHERE "clientId" = $1)
      + (SELECT count(*) FROM "HistoryEntry" WHERE "clientId" = $1) + (SELECT count(*) FROM "StoreDeletion") AS "left"`,
    [clientId],
  );
  if (left.left !== "0") throw new Error(`Of an erased client ${left.left} rows are left.`);
}

async function makeFreelancer(query) {
  const token = randomBytes(32).toString("base64url");
  const stored = createHash("sha256").update(token).digest().toString("base64url");
  const [{ id }] = await query(
    `INSERT INTO "User" ("id", "email") VALUES (gen_random_uuid(), 'erasing@example.com') RETURNING "id"`,
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
  return { id, cookie: `next-auth.session-token=${token}` };
}

async function makeClient(query, freelancerId, name) {
  const [{ id: clientId }] = await query(
    `INSERT INTO "Client" ("id", "freelancerId", "name") VALUES (gen_random_uuid(), $1, $2) RETURNING "id"`,
    [freelancerId, name],
  );
  const [{ id: contactId }] = await query(
    `INSERT INTO "Contact" ("id", "freelancerId", "clientId", "name", "address", "zone", "linkHash", "linkCipher")
      SELECT id, $1, $2, 'Ines Duarte', id || '@example.com', 'Europe/Lisbon', sha256(id::text::bytea), '\\x00'
      FROM gen_random_uuid() AS id RETURNING "id"`,
    [freelancerId, clientId],
  );
  const [{ id: projectId }] = await query(
    `INSERT INTO "Project" ("id", "freelancerId", "clientId", "contactId", "title")
      VALUES (gen_random_uuid(), $1, $2, $3, 'The lighthouse map') RETURNING "id"`,
    [freelancerId, clientId, contactId],
  );
  const values = [freelancerId, clientId, projectId, contactId, MESSAGES];
  await query(
    `INSERT INTO "Message" ("id", "freelancerId", "clientId", "projectId", "contactId", "text", "formKey", "writtenAt")
      SELECT gen_random_uuid(), $1, $2, $3, CASE WHEN n % 2 = 0 THEN $4::uuid END, 'Does Friday suit you? ' || md5(n::text),
        gen_random_uuid(), now() - n * interval '1 hour' FROM generate_series(1, $5) n`,
    values,
  );
  await query(
    `INSERT INTO "Email" ("id", "freelancerId", "projectId", "contactId", "kind", "dedupeKey", "fromName", "toName",
        "toAddress", "subject", "wordsCipher", "sendAt", "settledAt", "sentAt")
      SELECT gen_random_uuid(), $1, $3, $4, 'message.posted', gen_random_uuid()::text, 'Mira Holm', 'Ines Duarte',
        'ines@example.com', 'About the map', '\\x00', now() - n * interval '1 hour', now(), now()
      FROM generate_series(1, $5) n WHERE $2::uuid IS NOT NULL`,
    values,
  );
  await query(
    `INSERT INTO "HistoryEntry" ("id", "freelancerId", "clientId", "projectId", "contactId", "at", "actor", "kind")
      SELECT gen_random_uuid(), $1, $2, $3, $4, now(), 'CONTACT', 'message.posted' FROM generate_series(1, 2 * $5) n`,
    values,
  );
  return { clientId, projectId, name };
}

async function makeFiles(query, folder, freelancerId, { projectId }) {
  mkdirSync(join(folder, "kept", freelancerId, projectId), { recursive: true });
  for (let n = 0; n < FILES; n += 1) {
    const storeKey = `${freelancerId}/${projectId}/${randomUUID()}`;
    writeFileSync(join(folder, "kept", storeKey), "A lighthouse.");
    await query(
      `INSERT INTO "File" ("id", "freelancerId", "projectId", "name", "mediaType", "bytes", "storeKey", "storedAt")
        VALUES (gen_random_uuid(), $1, $2, 'map.txt', 'text/plain', 13, $3, now())`,
      [freelancerId, projectId, storeKey],
    );
  }
}
