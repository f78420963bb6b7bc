// The whole install is backed up and restored: 100,000 rows and 1 GB of files that compress to nothing. How long each
// takes, and how much more memory than a backup of nothing.
import { randomBytes, randomUUID } from "node:crypto";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "../scripts/build.mjs";
import { migrate } from "../scripts/migrate.mjs";
import { startPostgres } from "../scripts/postgres.mjs";
import { root, say } from "../scripts/step.mjs";
import { makeStudio } from "./moving.mjs";
import { round, SECRET } from "./serving.mjs";

const ROWS = 100_000;
const FILES = 100;
const FILE_BYTES = 10_000_000;

export async function measure({ signal }) {
  await build({ signal });
  const folder = mkdtempSync(join(tmpdir(), "uptomark-backup-"));
  const server = await startPostgres({ dataDir: join(folder, "postgres"), signal });
  try {
    const install = (name) => ({ url: server.url(name), files: join(folder, name) });
    const [source, empty, target] = ["full", "empty", "restored"].map(install);
    for (const { url } of [source, empty, target]) await migrate(url, { signal });
    say(`  writing ${ROWS} rows and ${FILES} files`);
    await fill(source);
    const saved = join(folder, "backups");
    const nothing = await run("backup", join(folder, "none"), empty);
    const made = await run("backup", saved, source);
    const [name] = readdirSync(saved);
    const restored = await run("restore", join(saved, name), target);
    const more = (one) => round((one.memory - nothing.memory) / 1e6, 1);
    const beside = `a backup of nothing, ${round(nothing.memory / 1e6, 0)} MB`;
    const ratio = (one) => round(one.memory / nothing.memory, 2);
    return [
      {
        name: "backup of 100,000 rows and 1 GB of files",
        value: round(made.took / 1000, 1),
        unit: "s",
      },
      { name: "the same, more memory", value: more(made), unit: "MB", ratio: ratio(made), beside },
      { name: "its restore", value: round(restored.took / 1000, 1), unit: "s" },
      {
        name: "the same, more memory",
        value: more(restored),
        unit: "MB",
        ratio: ratio(restored),
        beside,
      },
    ];
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a command to its end. Returns the milliseconds it took and the most memory it had. */
async function run(command, argument, { url, files }) {
  const began = performance.now();
  const child = spawn(process.execPath, [join(root, `dist/${command}.mjs`), argument], {
    cwd: root,
    env: {
      ...process.env,
      DATABASE_URL: url,
      FILES_DIR: files,
      APP_SECRET: SECRET,
      APP_URL: "http://localhost:3000",
      LOG_LEVEL: "error",
      UPTOMARK_ENV_FILE: "none",
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  let memory = 0;
  const looking = setInterval(() => (memory = Math.max(memory, peakOf(child.pid))), 20);
  const code = await new Promise((done) => child.once("exit", done));
  clearInterval(looking);
  if (code !== 0) throw new Error(`npm run ${command} ended with ${code}.`);
  return { took: performance.now() - began, memory };
}

/** The most memory that a process has had, in bytes; 0 once it has ended. */
function peakOf(pid) {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    return Number(kilobytes) * 1024;
  } catch {
    return 0;
  }
}

async function fill({ url, files }) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { id: freelancerId } = await makeStudio(client);
    const { rows } = await client.query(
      `WITH made AS (INSERT INTO "Client" ("id", "freelancerId", "name")
          VALUES (gen_random_uuid(), $1, 'Duarte Lighthouse Tours') RETURNING "id"),
        people AS (INSERT INTO "Contact" ("id", "freelancerId", "clientId", "name", "address", "zone", "linkHash",
            "linkCipher")
          SELECT gen_random_uuid(), $1, "id", 'Ines Duarte', 'ines@example.com', 'Europe/Lisbon',
            sha256("id"::text::bytea), '\\x00' FROM made RETURNING "id", "clientId")
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
      [freelancerId, clientId, projectId, contactId, ROWS - FILES],
    );
    mkdirSync(join(files, "kept", freelancerId), { recursive: true });
    for (let n = 0; n < FILES; n += 1) {
      const key = `${freelancerId}/${randomUUID()}`;
      writeFileSync(join(files, "kept", key), randomBytes(FILE_BYTES));
      await client.query(
        `INSERT INTO "File" ("id", "freelancerId", "projectId", "name", "mediaType", "bytes", "storeKey", "storedAt")
          VALUES (gen_random_uuid(), $1, $2, $3, 'video/mp4', $4, $5, now())`,
        [freelancerId, projectId, `Flight ${n + 1}.mp4`, FILE_BYTES, key],
      );
    }
    await client.query("VACUUM ANALYZE");
  } finally {
    await client.end();
  }
}
