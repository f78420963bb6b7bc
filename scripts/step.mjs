// Says what is going on, and runs other programs so that they end with us.
// Only what Node 20 has: this runs before the install.
import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");

/** Whether a module is what Node was told to run, on Node 20 too. `url` is its `import.meta.url`. */
export const isMain = (url) => url === pathToFileURL(process.argv[1] ?? "").href;

/** The environment for the project's own tools: Node 24 first on the path, nobody phoned. */
export const toolEnv = (more = {}) => ({
  ...process.env,
  PATH: [join(root, "node_modules", ".bin"), process.env.PATH].join(delimiter),
  NEXT_TELEMETRY_DISABLED: "1",
  CHECKPOINT_DISABLE: "1",
  PRISMA_HIDE_UPDATE_MESSAGE: "1",
  ...more,
});

export const say = (line) => process.stdout.write(`${line}\n`);

export const secondsSince = (from) => `${((performance.now() - from) / 1000).toFixed(1)} s`;

/** One line when `work` begins, one every ten seconds while it lasts, one with the time it took. */
export async function step(title, work) {
  const from = performance.now();
  say(`${title} …`);
  const heartbeat = setInterval(
    () =>
      say(
        `  still at it: ${title.toLowerCase()} (${Math.round((performance.now() - from) / 1000)} s)`,
      ),
    10_000,
  );
  try {
    const result = await work();
    say(`  done in ${secondsSince(from)}`);
    return result;
  } finally {
    clearInterval(heartbeat);
  }
}

export class ToolFailed extends Error {}
const GUARD = join(root, "scripts/guard.mjs");

/**
 * Runs a program to its end and resolves with what it printed; rejects with that when it fails.
 * It has a process group of its own, which `signal` ends whole: first asked, then killed.
 * Should we be killed ourselves, its guard ends it.
 */
export function runTool(
  command,
  args,
  { env = toolEnv(), cwd = root, signal, show = process.env.VERBOSE === "1" } = {},
) {
  signal?.throwIfAborted();
  return new Promise((done, failed) => {
    const output = show ? "inherit" : "pipe";
    const child = spawn(process.execPath, [GUARD, command, ...args], {
      cwd,
      env,
      stdio: ["pipe", output, output],
      detached: true,
    });
    const printed = [];
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (chunk) => printed.push(chunk));
    let kill;
    const end = () => {
      signalGroup(child.pid, "SIGTERM");
      kill = setTimeout(() => signalGroup(child.pid, "SIGKILL"), 5000);
    };
    signal?.addEventListener("abort", end, { once: true });
    child.on("error", (error) => failed(error));
    child.on("close", (code, by) => {
      clearTimeout(kill);
      signal?.removeEventListener("abort", end);
      const said = Buffer.concat(printed).toString();
      if (signal?.aborted) failed(signal.reason);
      else if (code === 0) done(said);
      else
        failed(new ToolFailed(`${said}\n${[command, ...args].join(" ")} failed (${by ?? code}).`));
    });
  });
}

export function signalGroup(pid, name) {
  try {
    process.kill(-pid, name);
  } catch (error) {
    // Gone already, which is what was asked for.
    if (error.code !== "ESRCH") throw error;
  }
}
