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
  makePrivate(dataDir);
  const file = fileIn(dataDir);
  const mine = { pid: process.pid, birth: processBirth(process.pid), what };
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 });
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
      fs.writeFileSync(draft, JSON.stringify(Object.assign(mine, more)), { mode: 0o600 });
      fs.renameSync(draft, file);
    },
    release() {
      if (findRunning(dataDir)?.pid === process.pid) fs.rmSync(file);
    },
  };
}

/**
 * Makes the folder that holds the database, the secret and the files its owner's alone, whatever
 * the umask, or an older version left it as.
 */
function makePrivate(dataDir) {
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  fs.chmodSync(dataDir, 0o700);
  for (const name of fs.readdirSync(dataDir)) {
    const file = join(dataDir, name);
    if (fs.statSync(file, { throwIfNoEntry: false })?.isFile()) fs.chmodSync(file, 0o600);
  }
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
