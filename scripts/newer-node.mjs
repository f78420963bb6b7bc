// Only uses what Node 20 has: this runs before and right after the install.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { root, say, toolEnv } from "./step.mjs";

export const isOldNode = () => Number(process.versions.node.split(".")[0]) < 24;

/** Runs the same command again on the Node that the install brought, and resolves with its exit code. */
export function runOnNewerNode(signal) {
  signal.throwIfAborted();
  // The channel between us closes when we die, which tells the other one to stop.
  const child = spawn(join(root, "node_modules/.bin/node"), process.argv.slice(1), {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: toolEnv(),
  });
  signal.addEventListener("abort", () => child.kill("SIGTERM"));
  return new Promise((done, failed) => {
    child.on("error", failed);
    child.on("exit", (code, by) => {
      if (by) say(`Stopped by ${by}.`);
      done(code ?? 1);
    });
  });
}
