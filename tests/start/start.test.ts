import { execFile, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmdirSync } from "node:fs";
import { chmod, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Client } from "pg";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { appUrl, serverUrl, startPostgres } from "../../scripts/postgres.mjs";
import {
  newDataDir,
  processesNaming,
  start,
  statusOf,
  type Studio,
  waitFor,
} from "./studio-process";

const ADDRESS = /Uptomark is at (http:\/\/localhost:(\d+))/;
const SECRET = "a secret that is long enough to be one";

// Every test asks for a port of its own, so that a studio running on this machine is in nobody's way;
// below those the system hands out by itself, where PostgreSQL or a connection might sit.
let next = 20_100 + (process.pid % 500) * 20;
const port = () => String((next += 5));

async function running(env: Record<string, string>): Promise<{ studio: Studio; address: string }> {
  const studio = start(env);
  const [, address] = await studio.until(ADDRESS);
  return { studio, address: address as string };
}

const serverOf = (dataDir: string) =>
  processesNaming(dataDir).filter(({ line }) => line.includes("postgres -D"));
const childOf = (dataDir: string, name: string) =>
  processesNaming(dataDir).find(({ line }) => line.includes(`dist/${name}.mjs`));

test("it ends with an address that answers, and stops without leaving anything", async () => {
  const dataDir = await newDataDir();
  const { studio, address } = await running({ DATA_DIR: dataDir, PORT: port() });
  expect(await statusOf(`${address}/healthz`)).toBe(200);
  expect(await statusOf(`${address}/readyz`)).toBe(200);
  await expectPrivate(dataDir);
  await expectLittlePower(dataDir);

  studio.kill("SIGTERM");
  studio.kill("SIGINT");
  expect(await studio.ended).toBe(0);
  expect(processesNaming(dataDir)).toEqual([]);
  expect(existsSync(join(dataDir, "running.json"))).toBe(false);
});

/**
 * The data folder is its owner's alone, whatever the umask: PostgreSQL's user, where root lends it,
 * only walks through.
 */
async function expectPrivate(dataDir: string): Promise<void> {
  const mode = async (name: string) => (await stat(join(dataDir, name))).mode & 0o777;
  expect(await mode(".")).toBe(process.getuid?.() === 0 ? 0o710 : 0o700);
  for (const name of ["running.json", "secrets.json", "postgres.log"])
    expect(await mode(name), name).toBe(0o600);
}

/** Web and worker use the database by a role that owns nothing but the queue. */
async function expectLittlePower(dataDir: string): Promise<void> {
  const { databasePort } = JSON.parse(await readFile(join(dataDir, "running.json"), "utf8"));
  const place = { dataDir: join(dataDir, "postgres"), port: databasePort };
  const rows = async (url: string, sql: string) => {
    const client = new Client({ connectionString: url });
    await client.connect();
    return (await client.query(sql).finally(() => client.end())).rows;
  };
  const own = serverUrl(place);
  expect(
    await rows(
      own,
      `SELECT DISTINCT a.usename AS role, u.usesuper FROM pg_stat_activity a JOIN pg_user u USING (usename)
       WHERE a.datname = 'uptomark' AND a.pid <> pg_backend_pid()`,
    ),
  ).toEqual([{ role: "uptomark_app", usesuper: false }]);
  expect(
    await rows(
      own,
      `SELECT DISTINCT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relowner = 'uptomark_app'::regrole AND n.nspname <> 'pg_toast'`,
    ),
  ).toEqual([{ nspname: "pgboss" }]);
  const app = appUrl(place);
  await expect(rows(app, `DROP TABLE "Email"`)).rejects.toThrow("must be owner");
  await expect(rows(app, `DELETE FROM "_prisma_migrations"`)).rejects.toThrow("permission denied");
  await expect(rows(app, "COPY (SELECT 1) TO PROGRAM 'cat >/dev/null'")).rejects.toThrow(
    "permission denied",
  );
  // The control: its owner may.
  await rows(own, "COPY (SELECT 1) TO PROGRAM 'cat >/dev/null'");
}

/** Gives everything back to the owner, and takes the role away. */
async function asOlderVersion(folder: string): Promise<void> {
  const server = await startPostgres({ dataDir: folder });
  const client = new Client({ connectionString: server.url("uptomark") });
  await client.connect();
  await client.query(
    "REASSIGN OWNED BY uptomark_app TO postgres; DROP OWNED BY uptomark_app; DROP ROLE uptomark_app",
  );
  await client.end();
  await server.stop();
  await rm(join(folder, "uptomark-app-password"));
}

test("what was kept is there at the next start", async () => {
  const dataDir = await newDataDir();
  const first = await running({ DATA_DIR: dataDir, PORT: port() });
  const secrets = await readFile(join(dataDir, "secrets.json"), "utf8");
  first.studio.kill("SIGTERM");
  await first.studio.ended;
  // As an older version left it: open to everyone, and everything the owner's.
  await chmod(dataDir, 0o755);
  await chmod(join(dataDir, "secrets.json"), 0o644);
  await asOlderVersion(join(dataDir, "postgres"));
  await running({ DATA_DIR: dataDir, PORT: port() });
  expect(await readFile(join(dataDir, "secrets.json"), "utf8")).toBe(secrets);
  await expectPrivate(dataDir);
  await expectLittlePower(dataDir);
});

test("a second start says where the first one runs", async () => {
  const dataDir = await newDataDir();
  const { address } = await running({ DATA_DIR: dataDir, PORT: port() });
  const second = start({ DATA_DIR: dataDir, PORT: port() });
  expect(await second.ended).not.toBe(0);
  expect(second.output()).toContain(`already runs at ${address}`);
  expect(await statusOf(`${address}/healthz`)).toBe(200);
});

const disk = mkdtempSync(join(tmpdir(), "uptomark-small-"));
// A small disk of its own needs the right to mount one.
const hasDisk = spawnSync("mount", ["-t", "tmpfs", "-o", "size=24m", "tmpfs", disk]).status === 0;
afterAll(() => {
  if (hasDisk) spawnSync("umount", [disk]);
  rmdirSync(disk);
});

// The control is every other start here, which has room.
test.runIf(hasDisk)("a disk without room ends the start in a sentence", async () => {
  const studio = start({ DATA_DIR: join(disk, "data"), PORT: port() });
  expect(await studio.ended).toBe(1);
  expect(studio.output()).toMatch(/^The disk is full\. Make room, .*: nothing is lost\.$/m);
  expect(studio.output()).not.toMatch(/^ +at /m);
});

test("a taken port makes way for the next one", async () => {
  const taken = await listen(port());
  const { studio, address } = await running({ DATA_DIR: await newDataDir(), PORT: String(taken) });
  expect(address).toBe(`http://localhost:${taken + 1}`);
  expect(studio.output()).toContain(
    `Port ${taken} is taken by another program: using ${taken + 1}.`,
  );
});

test("a taken port is refused when APP_URL names it", async () => {
  const taken = await listen(port());
  const studio = start({
    DATA_DIR: await newDataDir(),
    PORT: String(taken),
    APP_URL: `http://localhost:${taken}`,
  });
  expect(await studio.ended).not.toBe(0);
  expect(studio.output()).toMatch(/Port \d+ is taken .* APP_URL is set/);
});

test.each([
  [
    "a short secret",
    "APP_SECRET",
    { DATABASE_URL: "postgresql://a:b@127.0.0.1:1/c", APP_SECRET: "s3cr3t-and-short" },
    "s3cr3t-and-short",
  ],
  [
    "a secret that repeats itself",
    "APP_SECRET",
    { DATABASE_URL: "postgresql://a:b@127.0.0.1:1/c", APP_SECRET: "aB3".repeat(16) },
    "aB3aB3",
  ],
  [
    "a missing secret beside DATABASE_URL",
    "APP_SECRET",
    { DATABASE_URL: "postgresql://a:hidd3n@127.0.0.1:1/c" },
    "hidd3n",
  ],
  [
    "a missing secret at a public address",
    "APP_SECRET",
    { APP_URL: "https://portal.example.com" },
    "portal.example.com",
  ],
  [
    "an address that is no database's",
    "DATABASE_URL",
    { DATABASE_URL: "mysql://a:hidd3n@db/c", APP_SECRET: SECRET },
    "hidd3n",
  ],
  [
    "a database address that is none",
    "DATABASE_URL",
    { DATABASE_URL: "hidd3n", APP_SECRET: SECRET },
    "hidd3n",
  ],
  ["an address that is none", "APP_URL", { APP_URL: "portal-of-mine" }, "portal-of-mine"],
  [
    "an address with a path",
    "APP_URL",
    { APP_URL: "https://portal.example.com/hidd3n", APP_SECRET: SECRET },
    "hidd3n",
  ],
  ["a port that is none", "PORT", { PORT: "eighty" }, "eighty"],
])("%s is refused by the name of %s", async (_, name, env: Record<string, string>, value) => {
  const studio = start({ DATA_DIR: await newDataDir(), PORT: port(), ...env });
  expect(await studio.ended).toBe(1);
  expect(studio.output()).toMatch(new RegExp(`^${name} `));
  expect(studio.output()).not.toContain(value);
});

test("a database that does not answer ends the start without its password", async () => {
  const studio = start({
    DATA_DIR: await newDataDir(),
    PORT: port(),
    DATABASE_URL: "postgresql://a:hidd3n@127.0.0.1:1/c",
    APP_SECRET: SECRET,
  });
  expect(await studio.ended).toBe(1);
  expect(studio.output()).toContain("cannot be reached");
  expect(studio.output()).not.toContain("hidd3n");
});

test("with DATABASE_URL that server is used, and nothing is made up there", async () => {
  const dataDir = await newDataDir();
  const { url, ask } = await newDatabase();
  const { studio, address } = await running({
    DATA_DIR: dataDir,
    PORT: port(),
    DATABASE_URL: url,
    APP_SECRET: SECRET,
  });
  expect(await statusOf(`${address}/readyz`)).toBe(200);
  expect(await ask('SELECT count(*)::int AS number FROM "User"')).toEqual([{ number: 0 }]);
  expect(studio.output()).not.toContain("demo");
  expect(serverOf(dataDir)).toEqual([]);
  expect(existsSync(join(dataDir, "secrets.json"))).toBe(false);
  studio.kill("SIGTERM");
  expect(await studio.ended).toBe(0);
});

test("a killed start takes web and worker along, and the next one repairs", async () => {
  const dataDir = await newDataDir();
  const { studio } = await running({ DATA_DIR: dataDir, PORT: port() });
  studio.kill("SIGKILL");
  await waitFor(() => !childOf(dataDir, "web") && !childOf(dataDir, "worker"));
  expect(serverOf(dataDir)).toHaveLength(1);

  const { studio: again, address } = await running({ DATA_DIR: dataDir, PORT: port() });
  expect(await statusOf(`${address}/readyz`)).toBe(200);
  expect(serverOf(dataDir)).toHaveLength(1);
  again.kill("SIGTERM");
  expect(await again.ended).toBe(0);
  expect(processesNaming(dataDir)).toEqual([]);
});

test("a process that took the number of a dead start is left alone", async () => {
  const dataDir = await newDataDir();
  const stranger = execFile("tail", ["-f", "/dev/null"]);
  onTestFinished(() => void stranger.kill());
  await mkdir(dataDir, { recursive: true });
  await writeFile(
    join(dataDir, "running.json"),
    JSON.stringify({ pid: stranger.pid, birth: "1", address: "http://localhost:1" }),
  );
  await running({ DATA_DIR: dataDir, PORT: port() });
  expect(stranger.exitCode).toBe(null);
});

test("a database directory left half made is made anew", async () => {
  const dataDir = await newDataDir();
  await mkdir(join(dataDir, "postgres"), { recursive: true });
  await mkdir(join(dataDir, "postgres.making-killed/data/base"), { recursive: true });
  const { address } = await running({ DATA_DIR: dataDir, PORT: port() });
  expect(await statusOf(`${address}/readyz`)).toBe(200);
  expect(existsSync(join(dataDir, "postgres.making-killed"))).toBe(false);
});

test("a folder that only its owner enters is no obstacle", async () => {
  const dataDir = await newDataDir();
  await chmod(dirname(dataDir), 0o700);
  const { address } = await running({ DATA_DIR: dataDir, PORT: port() });
  expect(await statusOf(`${address}/readyz`)).toBe(200);
});

test("being told to stop while the database is being made leaves nothing", async () => {
  const dataDir = await newDataDir();
  const studio = start({ DATA_DIR: dataDir, PORT: port() });
  await studio.until(/Starting PostgreSQL/);
  studio.kill("SIGTERM");
  expect(await studio.ended).toBe(0);
  expect(processesNaming(dataDir)).toEqual([]);
});

test("being told to stop while migrating leaves nothing running, and the next start goes on", async () => {
  const dataDir = await newDataDir();
  const studio = start({ DATA_DIR: dataDir, PORT: port() });
  await studio.until(/Bringing the database up to date/);
  studio.kill("SIGTERM");
  expect(await studio.ended).toBe(0);
  expect(processesNaming(dataDir)).toEqual([]);
  await running({ DATA_DIR: dataDir, PORT: port() });
});

test("web, worker and PostgreSQL come back when they crash", async () => {
  const dataDir = await newDataDir();
  const { studio, address } = await running({ DATA_DIR: dataDir, PORT: port() });
  const [server] = serverOf(dataDir);
  process.kill(server?.pid as number, "SIGKILL");
  await studio.until(/PostgreSQL is back/);
  await waitFor(async () => (await statusOf(`${address}/readyz`)) === 200);

  for (const name of ["web", "worker"]) {
    const old = childOf(dataDir, name)?.pid as number;
    process.kill(old, "SIGKILL");
    await studio.until(new RegExp(`The ${name} process ended`));
    await waitFor(() => ![undefined, old].includes(childOf(dataDir, name)?.pid));
  }
  await waitFor(async () => (await statusOf(`${address}/readyz`)) === 200);
});

/** An empty database on the server that npm test brought. */
async function newDatabase() {
  const url = new URL(process.env.TEST_DATABASE_URL ?? "");
  const admin = new Client({ connectionString: url.href });
  await admin.connect();
  const name = `uptomark_start_${process.pid}`;
  await admin.query(`CREATE DATABASE ${name}`);
  url.pathname = `/${name}`;
  onTestFinished(async () => {
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
  });
  const ask = async (sql: string): Promise<unknown[]> => {
    const client = new Client({ connectionString: url.href });
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  };
  return { url: url.href, ask };
}

async function listen(on: string): Promise<number> {
  const server = createServer().listen(Number(on), "127.0.0.1");
  onTestFinished(() => void server.close());
  await new Promise((done) => server.on("listening", done));
  return Number(on);
}
