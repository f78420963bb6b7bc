import { spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { root, say, signalGroup } from "./step.mjs";

const LONGEST_PAUSE = 30_000;
const STEADY_AFTER = 60_000;
// Longer than web and worker give to what is in flight.
const PATIENCE = 27_000;

/**
 * Keeps one of our programs running: when it ends it is restarted, after a pause that grows if it
 * keeps ending. Only once `steady()` was called: a failed first start is reported through
 * `firstExit`, not repeated.
 */
export function keepRunning(name, args, env) {
  let child, exited, startedAt;
  let wait = 0;
  let life = 0;
  let isSteady = false;
  let isStopping = false;
  const waking = new AbortController();
  let endedFirst;
  const firstExit = new Promise((done) => (endedFirst = done));

  function launch() {
    startedAt = Date.now();
    // Its stdin stays open as long as we live: when it closes, the program knows that we were killed.
    // A process group of its own keeps the terminal's Ctrl-C away from it, so that we order the shutdown.
    child = spawn(process.execPath, args, {
      cwd: root,
      env,
      stdio: ["pipe", "inherit", "inherit"],
      detached: true,
    });
    exited = new Promise((done) =>
      child.on("error", (error) => done(error.message)).on("exit", (code, by) => done(by ?? code)),
    );
    const mine = ++life;
    exited.then((how) => {
      endedFirst(how);
      return startAgain(how, mine);
    });
  }

  async function startAgain(how, mine) {
    if (isStopping || !isSteady || mine !== life) return;
    wait = Date.now() - startedAt > STEADY_AFTER ? 1000 : Math.min(LONGEST_PAUSE, wait * 2 || 1000);
    say(`The ${name} process ended (${how}). Starting it again in ${wait / 1000} s.`);
    await pause(wait, undefined, { signal: waking.signal }).catch((error) => {
      if (error.name !== "AbortError") throw error;
    });
    if (!isStopping && mine === life) launch();
  }

  async function end() {
    life++;
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    signalGroup(child.pid, "SIGTERM");
    const kill = setTimeout(() => signalGroup(child.pid, "SIGKILL"), PATIENCE);
    await exited;
    clearTimeout(kill);
  }

  launch();
  return {
    firstExit,
    steady: () => (isSteady = true),
    async restart() {
      await end();
      if (!isStopping) launch();
    },
    stop() {
      isStopping = true;
      waking.abort();
      return end();
    },
  };
}
