// `npm start` and `npm run dev`: from a fresh clone, or any half-finished state, to a running studio.
// Only what Node 20 has, up to the install; the rest runs on the Node the install brings.
import { installPackages } from "./install.mjs";
import { isOldNode, runOnNewerNode } from "./newer-node.mjs";
import { AlreadyRunning, claim } from "./running.mjs";
import { readSettings, Refused } from "./settings.mjs";
import { ToolFailed } from "./step.mjs";
import { Stopped, stopSignal } from "./stopping.mjs";

const dev = process.argv.includes("--dev");
try {
  process.exitCode = await start(stopSignal());
} catch (error) {
  if (!(error instanceof Stopped)) {
    const planned =
      error instanceof Refused || error instanceof AlreadyRunning || error instanceof ToolFailed;
    const isFull = error.code === "ENOSPC" || /No space left on device/.test(error.message);
    process.stderr.write(
      isFull
        ? "The disk is full. Make room, about 500 MB for a first start, and start again: nothing is lost.\n"
        : `${planned ? error.message : error.stack}\n`,
    );
    process.exitCode = 1;
  }
}
if (process.connected) process.disconnect();

async function start(signal) {
  const settings = readSettings();
  const hold = claim(settings.dataDir, "A start of Uptomark");
  let again = false;
  try {
    await installPackages({ signal });
    again = isOldNode();
    if (!again) {
      const { supervise } = await import("./supervise.mjs");
      await supervise({ settings, hold, dev, signal });
    }
  } finally {
    hold.release();
  }
  return again ? runOnNewerNode(signal) : 0;
}
