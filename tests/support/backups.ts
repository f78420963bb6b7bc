import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { Client } from "pg";
import { onTestFinished } from "vitest";
import { newDatabase } from "@tests/support/new-database";

const root = resolve(import.meta.dirname, "../..");
const SECRET = "a secret for the tests alone, of no worth";

/** An install: a database, and a folder for its files. */
export type Install = { url: string; files: string };

export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "uptomark-backup-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** One whose database is not there yet. */
export async function newInstall(): Promise<Install> {
  const { url, drop } = newDatabase();
  onTestFinished(drop);
  return { url, files: await newFolder() };
}

export type Run = { code: number | null; said: string };

/** Runs one of the product's commands for an install, as an operator does, to its end. */
export function run(command: string[], install: Install, env: Record<string, string> = {}) {
  return begin(command, install, env).ended;
}

/** Begins one, in a process group of its own, which `kill` ends at once. */
export function begin(command: string[], install: Install, env: Record<string, string> = {}) {
  const child = spawn(process.execPath, command, {
    cwd: root,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DATABASE_URL: install.url,
      FILES_DIR: install.files,
      APP_SECRET: SECRET,
      APP_URL: "http://localhost:3000",
      LOG_LEVEL: "error",
      ...env,
    } as unknown as NodeJS.ProcessEnv,
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (some) => (said += some));
  const ended = new Promise<Run>((done) => child.on("close", (code) => done({ code, said })));
  const send = (signal: NodeJS.Signals) => () => process.kill(-child.pid!, signal);
  return { ended, kill: send("SIGKILL"), stop: send("SIGSTOP"), goOn: send("SIGCONT") };
}

/** Asks again and again until it holds; the test's own time limit ends it. */
export async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((again) => setTimeout(again, 5));
}

export const backUp = (install: Install, folder: string, env?: Record<string, string>) =>
  run(["scripts/command.mjs", "backup", folder], install, env);
export const restore = (install: Install, file: string, env?: Record<string, string>) =>
  run(["scripts/restore.mjs", file], install, env);

/** The backups in a folder, with all else that is there. */
export const namesIn = (folder: string) => readdir(folder).then((names) => names.toSorted());

export async function keepFile(install: Install, key: string, bytes: Uint8Array): Promise<void> {
  const path = join(install.files, "kept", key);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
}

/** The files of an install by their keys. */
export async function readFiles({ files }: Install): Promise<Record<string, string>> {
  const folder = join(files, "kept");
  const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const each = names
    .filter((one) => one.isFile())
    .map(async (one): Promise<[string, string]> => {
      const path = join(one.parentPath, one.name);
      return [path.slice(folder.length + 1), (await readFile(path)).toString("base64")];
    });
  return Object.fromEntries((await Promise.all(each)).toSorted());
}

/** Each table of a database with how many rows it has and what they are, told by PostgreSQL. */
export async function readTables({ url }: Install): Promise<Record<string, string>> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT tablename AS "name" FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
    );
    const tables: Record<string, string> = {};
    for (const { name } of rows) {
      const all = await client.query<{ all: string }>(
        `SELECT count(*) || ' ' || md5(coalesce(string_agg(one::text, ';' ORDER BY one::text), '')) AS "all"
          FROM "${name}" one`,
      );
      tables[name] = all.rows[0]!.all;
    }
    return tables;
  } finally {
    await client.end();
  }
}
