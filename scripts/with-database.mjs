// For the commands beside `npm start`: they use the running database, or start it for as long as
// they need it.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { installPackages } from "./install.mjs";
import { AlreadyRunning, claim, findRunning } from "./running.mjs";
import { readSettings, Refused } from "./settings.mjs";
import { root, ToolFailed } from "./step.mjs";

/**
 * Runs `work` with `{ settings, databaseUrl, ownerUrl, running }`; a PostgreSQL started for it is up to date, and
 * has stopped when this resolves. `migrates`: the command looks after that itself, as the owner.
 */
export async function withDatabase(command, work) {
  // Ctrl-C reaches the program in front, which ends by it; we stay to stop PostgreSQL.
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => undefined);
  try {
    process.exitCode = await workWhere(command, work);
  } catch (error) {
    const planned =
      error instanceof Refused || error instanceof AlreadyRunning || error instanceof ToolFailed;
    process.stderr.write(`${planned ? error.message : error.stack}\n`);
    process.exitCode = 1;
  }
}

/** Works on the database of the settings, else on the one that runs, else on one started for it. */
async function workWhere({ what, needs, alone = false, migrates = false }, work) {
  const settings = readSettings(needs);
  const { databaseUrl } = settings;
  const running = findRunning(settings.dataDir);
  const isStarting = !databaseUrl && running && !running.databasePort;
  if (isStarting || (running && alone)) throw new AlreadyRunning(running);
  if (databaseUrl) {
    await installPackages();
    return work({ settings, databaseUrl, ownerUrl: settings.directUrl ?? databaseUrl, running });
  }
  if (running) return workOnRunning(settings, running, work);
  const hold = claim(settings.dataDir, what);
  try {
    await installPackages();
    return await workOnStarted(settings, migrates, work);
  } finally {
    hold.release();
  }
}

const folderOf = ({ dataDir }) => join(dataDir, "postgres");

async function workOnRunning(settings, running, work) {
  const { appUrl, serverUrl } = await import("./postgres.mjs");
  const place = { dataDir: folderOf(settings), port: running.databasePort };
  return work({ settings, databaseUrl: appUrl(place), ownerUrl: serverUrl(place), running });
}

async function workOnStarted(settings, migrates, work) {
  const { appUrl, bringUp, serverUrl, startPostgres } = await import("./postgres.mjs");
  const dataDir = folderOf(settings);
  const server = await startPostgres({ dataDir });
  try {
    const place = { dataDir, port: server.port };
    const databaseUrl = migrates ? appUrl(place) : await bringUp(place);
    return await work({ settings, databaseUrl, ownerUrl: serverUrl(place) });
  } finally {
    await server.stop();
  }
}

/** Runs a program in the foreground, where it can ask, and resolves with its exit code. */
export function runInFront(command, args, env) {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { cwd: root, env, stdio: "inherit" });
    child.on("error", failed).on("exit", (code) => done(code ?? 1));
  });
}
