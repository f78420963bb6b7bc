// Who runs on a data directory: one supervisor at a time, and where others find it.
// Only what Node 20 has: this runs before the install.
import * as fs from "node:fs";
import { join } from "node:path";
import { processBirth } from "./process-line.mjs";

const fileIn = (dataDir) => join(dataDir, "running.json");

/** Returns what the living supervisor of this data directory recorded, or undefined. */
export function findRunning(dataDir) {
  const file = fileIn(dataDir);
  if (!fs.existsSync(file)) return undefined;
  const running = JSON.parse(fs.readFileSync(file, "utf8"));
  return processBirth(running.pid) === running.birth ? running : undefined;
}

/**
 * Claims the data directory for this process, or throws naming the one that has it. A dead owner's
 * claim is removed.
 */
export function claim(dataDir, what) {
  fs.mkdirSync(dataDir, { recursive: true });
  const file = fileIn(dataDir);
  const mine = { pid: process.pid, birth: processBirth(process.pid), what };
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, JSON.stringify(mine));
  try {
    for (;;) {
      try {
        // Creating a link fails if one exists already, and its target is never half written.
        fs.linkSync(draft, file);
        break;
      } catch (error) {
        if (error.code !== "EEXIST") throw error;
        const other = findRunning(dataDir);
        if (other) throw new AlreadyRunning(other);
        fs.rmSync(file, { force: true });
      }
    }
  } finally {
    fs.rmSync(draft);
  }
  return {
    tell(more) {
      fs.writeFileSync(draft, JSON.stringify(Object.assign(mine, more)));
      fs.renameSync(draft, file);
    },
    release() {
      if (findRunning(dataDir)?.pid === process.pid) fs.rmSync(file);
    },
  };
}

export class AlreadyRunning extends Error {
  constructor({ pid, what, address }) {
    super(
      address
        ? `Uptomark already runs at ${address} (process ${pid}). Stop that one first.`
        : `${what} already runs here (process ${pid}). Let it end, or stop it, first.`,
    );
  }
}
