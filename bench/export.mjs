// A whole studio is exported: 100,000 rows, 5,000 of them emails that were sent, and 5 GB of files. How long until the
// first byte, and how much more memory the web server takes than after an export of an empty studio. The files are
// empty places on the disk, which are read like any other file.
import { createCipheriv, hkdfSync, randomBytes, randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "../scripts/build.mjs";
import { say } from "../scripts/step.mjs";
import { makeStudio } from "./moving.mjs";
import { round, SECRET, withDemo } from "./serving.mjs";

const ROWS = 100_000;
const EMAILS = 5_000;
const FILES = 50;
const FILE_BYTES = 100_000_000;

export async function measure({ signal }) {
  await build({ signal });
  const folder = mkdtempSync(join(tmpdir(), "uptomark-export-"));
  try {
    return await withDemo({ signal }, async ({ database, start, pidOf }) => {
      const { default: pg } = await import("pg");
      const client = new pg.Client({ connectionString: database });
      await client.connect();
      try {
        const [empty, whole] = [await makeStudio(client), await makeStudio(client)];
        say(`  writing ${ROWS} rows and ${FILES} files`);
        await fill(client, whole.id, folder);
        await client.query("VACUUM ANALYZE");
        const url = await start("dist/web.mjs", { ready: "/readyz", FILES_DIR: folder });
        return await compare(url, pidOf(url), empty, whole);
      } finally {
        await client.end();
      }
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare(url, pid, empty, whole) {
  await exportAll(url, empty.cookie);
  const before = memoryOf(pid);
  let most = before;
  const looking = setInterval(() => (most = Math.max(most, memoryOf(pid))), 50);
  const { first, took, bytes } = await exportAll(url, whole.cookie);
  clearInterval(looking);
  if (bytes < FILES * FILE_BYTES) throw new Error(`The export has ${bytes} bytes only.`);
  const more = round((most - before) / 1e6, 1);
  say(
    `  ${round(bytes / 1e9, 2)} GB in ${round(took / 1000, 1)} s, first byte after ${round(first, 0)} ms`,
  );
  return [
    {
      name: "export of 100,000 rows and 5 GB of files, more memory",
      value: more,
      unit: "MB",
      ratio: round(most / before, 2),
      beside: `the web server before it, ${round(before / 1e6, 0)} MB`,
    },
    { name: "the same, first byte", value: round(first, 0), unit: "ms" },
    { name: "the same, all of it", value: round(took / 1000, 1), unit: "s" },
  ];
}

/** Reads an export to its end, and throws it away. */
async function exportAll(url, cookie) {
  const began = performance.now();
  const answer = await new Promise((done, failed) =>
    get(`${url}/files/everything`, { headers: { cookie } }, done).on("error", failed),
  );
  if (answer.statusCode !== 200) throw new Error(`The export answered ${answer.statusCode}.`);
  let first;
  let bytes = 0;
  for await (const chunk of answer) {
    first ??= performance.now() - began;
    bytes += chunk.byteLength;
  }
  return { first, bytes, took: performance.now() - began };
}

/** The memory that a process has of its own just now, in bytes. */
function memoryOf(pid) {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Number(kilobytes) * 1024;
}

async function fill(client, freelancerId, folder) {
  const { rows } = await client.query(
    `WITH made AS (INSERT INTO "Client" ("id", "freelancerId", "name")
        VALUES (gen_random_uuid(), $1, 'Duarte Lighthouse Tours') RETURNING "id"),
      people AS (INSERT INTO "Contact" ("id", "freelancerId", "clientId", "name", "address", "zone", "linkHash",
          "linkCipher")
        SELECT gen_random_uuid(), $1, "id", 'Ines Duarte', 'ines@example.com', 'Europe/Lisbon', sha256("id"::text::bytea),
          '\\x00' FROM made RETURNING "id", "clientId")
      INSERT INTO "Project" ("id", "freelancerId", "clientId", "contactId", "title")
        SELECT gen_random_uuid(), $1, "clientId", "id", 'The lighthouse map' FROM people
        RETURNING "id", "clientId", "contactId"`,
    [freelancerId],
  );
  const [{ id: projectId, clientId, contactId }] = rows;
  await client.query(
    `INSERT INTO "Message" ("id", "freelancerId", "clientId", "projectId", "contactId", "text", "formKey", "writtenAt")
      SELECT gen_random_uuid(), $1, $2, $3, $4, repeat('The second line is a little off. ', 8) || n,
        gen_random_uuid(), now() - n * interval '1 minute' FROM generate_series(1, $5) n`,
    [freelancerId, clientId, projectId, contactId, ROWS - EMAILS - FILES],
  );
  const words = seal({ greeting: "Hi,", paragraphs: ["It’s done."], signature: "Mira" });
  const html = `<!doctype html><p>${"It’s done. ".repeat(300)}</p>`;
  const frozen = seal({
    from: '"Mira Holm" <mira@example.com>',
    to: '"Ines Duarte" <ines@example.com>',
    replyTo: null,
    subject: "Done",
    text: "It’s done. ".repeat(60),
    html,
    headers: {},
    tag: "email",
  });
  await client.query(
    `INSERT INTO "Email" ("id", "freelancerId", "kind", "dedupeKey", "projectId", "contactId", "fromName", "toName",
        "toAddress", "subject", "wordsCipher", "frozenCipher", "frozenAt", "sendAt", "sentAt", "settledAt")
      SELECT gen_random_uuid(), $1, 'message.posted', gen_random_uuid(), $2, $3, 'Mira', 'Ines', 'ines@example.com',
        'Done', $4, $5, now(), now(), now(), now() FROM generate_series(1, $6)`,
    [freelancerId, projectId, contactId, words, frozen, EMAILS],
  );
  mkdirSync(join(folder, "kept", freelancerId), { recursive: true });
  for (let n = 0; n < FILES; n += 1) {
    const key = `${freelancerId}/${randomUUID()}`;
    writeFileSync(join(folder, "kept", key), "");
    truncateSync(join(folder, "kept", key), FILE_BYTES);
    await client.query(
      `INSERT INTO "File" ("id", "freelancerId", "projectId", "name", "mediaType", "bytes", "storeKey", "storedAt")
        VALUES (gen_random_uuid(), $1, $2, $3, 'video/mp4', $4, $5, now())`,
      [freelancerId, projectId, `Flight ${n + 1}.mp4`, FILE_BYTES, key],
    );
  }
}

/** As the product encrypts an email: src/lib/tokens.ts. */
function seal(value) {
  const nonce = randomBytes(12);
  const key = Buffer.from(hkdfSync("sha256", SECRET, "uptomark", "letter", 32));
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const body = Buffer.concat([cipher.update(JSON.stringify(value), "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}
