// docs/restore.md, followed word for word: each command below is read from it.
import { execFile, spawn } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { chown, mkdtemp, rename, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { newDataDir, start, waitFor } from "./studio-process";

const root = resolve(import.meta.dirname, "../..");
const guide = readFileSync(join(root, "docs/restore.md"), "utf8");
const READY = /Uptomark is at http:\/\/localhost:\d+/;
const SECRET = "rA7kP2vXq9Lm4TzB8nYc6WdEs1HgJf3U";

/** The one command of the guide that begins so. */
function command(beginning: string): string {
  const found = [...guide.matchAll(/^ *((?:cp|pg_dump|createdb|pg_restore|npm run) .*)$/gm)]
    .map(([, line]) => line!)
    .filter((line) => line.startsWith(beginning));
  expect(found, beginning).toHaveLength(1);
  return found[0]!;
}

const plain = { PATH: process.env.PATH!, HOME: process.env.HOME ?? "/" };

/** Runs a command in a shell. Returns all it said and how it ended. */
async function run(line: string, cwd: string, env: Record<string, string> = {}) {
  const all = { ...plain, ...env } as unknown as NodeJS.ProcessEnv;
  const shell = promisify(execFile)("/bin/sh", ["-c", line], { cwd, env: all });
  shell.child.stdin?.end();
  return shell.then(
    ({ stdout, stderr }) => ({ code: 0, said: stdout + stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      said: error.stdout + error.stderr,
    }),
  );
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

async function startAndStop(env: Record<string, string>): Promise<void> {
  const studio = start({ ...env, PORT: String(await freePort()) });
  await studio.until(READY);
  studio.kill("SIGTERM");
  expect(await studio.ended).toBe(0);
}

test("a backup is restored into a new install, and sends nothing before a person has looked", async () => {
  const [DATA_DIR, other] = [await newDataDir(), await newDataDir()];
  const place = dirname(DATA_DIR);
  const here = (line: string) => line.replaceAll("/mnt/backups", join(place, "backups"));
  await startAndStop({ DATA_DIR });
  const saved = await run(here(command("npm run backup -- /mnt")), root, { DATA_DIR });
  expect(saved).toMatchObject({ code: 0 });
  const [, name, rows] = /Saved (\S+) .*:\n +(\d+) rows/.exec(saved.said)!;
  const secrets = readFileSync(join(DATA_DIR, "secrets.json"), "utf8");
  const fresh = { DATA_DIR: other, ...(JSON.parse(secrets) as { APP_SECRET: string }) };
  const line = here(command("npm run restore --")).replace(/uptomark-[-\d]+\.backup/, name!);

  const restored = await run(line, root, fresh);
  expect(restored).toMatchObject({ code: 0, said: expect.stringContaining(` ${rows} rows, `) });
  // Not twice, and not under another secret.
  expect((await run(line, root, fresh)).said).toContain("This install is not empty.");
  const stranger = { DATA_DIR: await newDataDir(), APP_SECRET: SECRET };
  expect((await run(line, root, stranger)).said).toContain("under another APP_SECRET");
  await startAndStop(fresh);
  expect((await run("npm run emails", root, fresh)).said).toMatch(/^Closed since /m);
  const released = await run(command("npm run emails -- release"), root, fresh);
  expect(released.said).toMatch(/^Open\. /m);
  // The control: the original was open all the time.
  expect((await run("npm run emails", root, { DATA_DIR })).said).toMatch(/^Open\.$/m);
});

test("a copied folder is put back, and sends nothing before a person has looked", async () => {
  const folder = dirname(await newDataDir());
  const DATA_DIR = join(folder, ".data");
  await startAndStop({ DATA_DIR });
  expect(await run(command("cp -a"), folder)).toMatchObject({ code: 0 });
  // The control: before a restore the outbox is open.
  expect((await run("npm run emails", root, { DATA_DIR })).said).toMatch(/^Open\.$/m);
  await rm(DATA_DIR, { recursive: true });
  await rename(join(folder, ".data-backup"), DATA_DIR);

  const closed = await run(command("npm run emails -- close"), root, { DATA_DIR });
  expect(closed).toMatchObject({ code: 0, said: expect.stringContaining("Closed.") });
  await startAndStop({ DATA_DIR });
  expect((await run("npm run emails", root, { DATA_DIR })).said).toMatch(
    /^Closed since .*\nWhy: Restored from the backup of Sunday$/m,
  );
  const released = await run(command("npm run emails -- release"), root, { DATA_DIR });
  expect(released.said).toMatch(/^Open\. Waiting for a decision in their studios, .*: \d+\.$/m);
});

const binaries = globSync("/usr/lib/postgresql/*/bin").toSorted().at(-1);
const hasServer = binaries !== undefined && existsSync(join(binaries, "pg_dump"));

// A server of one's own, and its tools: the packages bring a server alone.
test.skipIf(!hasServer)("a dump goes into a new database, which is known for a copy", async () => {
  const { url, env } = await startServer(binaries!);
  const folder = await mkdtemp(join(tmpdir(), "uptomark-dump-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const at = (database: string) => ({ DATABASE_URL: url(database), APP_SECRET: SECRET, ...env });
  await run("createdb uptomark", folder, env);
  await startAndStop({ ...at("uptomark"), DATA_DIR: join(folder, "data") });
  expect((await run("npm run emails", root, at("uptomark"))).said).toMatch(/^Open\.$/m);

  for (const beginning of ["pg_dump", "createdb", "pg_restore"])
    expect(await run(command(beginning), folder, at("uptomark")), beginning).toEqual({
      code: 0,
      said: "",
    });
  const migrated = await run("npm run db:migrate", root, at("uptomark_restored"));
  expect(migrated.said).toContain("The database was up to date.");
  expect((await run("npm run emails", root, at("uptomark_restored"))).said).toMatch(
    /^Closed since /m,
  );
  // The controls: the original is as it was, and what the guide warns of does end with errors.
  expect((await run("npm run emails", root, at("uptomark"))).said).toMatch(/^Open\.$/m);
  const over = "pg_restore --clean --if-exists --no-owner --dbname=uptomark uptomark.dump";
  expect((await run(over, folder, env)).code).not.toBe(0);
});

/** A server of the system's own PostgreSQL, which does not run as root. */
async function startServer(bin: string) {
  const folder = await mkdtemp(join(tmpdir(), "uptomark-server-"));
  const isRoot = process.getuid?.() === 0;
  const { stdout } = await promisify(execFile)("id", ["-u", "nobody"]);
  const uid = isRoot ? Number(stdout) : undefined;
  if (uid !== undefined) await chown(folder, uid, uid);
  const as = { uid, cwd: "/", env: { ...plain, LC_ALL: "C" } as unknown as NodeJS.ProcessEnv };
  const port = String(await freePort());
  const data = join(folder, "data");
  const made = ["-D", data, "--username=postgres", "--auth=trust", "--no-sync"];
  await promisify(execFile)(join(bin, "initdb"), made, as);
  const settings = ["-p", port, "-k", "", "-c", "fsync=off", "-c", "listen_addresses=127.0.0.1"];
  const server = spawn(join(bin, "postgres"), ["-D", data, ...settings], {
    ...as,
    stdio: "ignore",
  });
  const gone = new Promise((done) => server.once("exit", done));
  onTestFinished(async () => {
    server.kill("SIGINT");
    await gone;
    await rm(folder, { recursive: true });
  });
  const env = { PGHOST: "127.0.0.1", PGPORT: port, PGUSER: "postgres" };
  await waitFor(async () => (await run("pg_isready", "/", env)).code === 0);
  const url = (database: string) => `postgresql://postgres@127.0.0.1:${port}/${database}`;
  return { url, env };
}
