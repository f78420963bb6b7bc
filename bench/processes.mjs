// What processes take, as Linux counts it: read from /proc, so that nothing runs beside them to find out.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What the kernel counts processor time in. */
const TICKS_A_SECOND = 100;

function statOf(pid) {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The name before it is in brackets, and may hold anything.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const [user, system, ofChildren, systemOfChildren] = fields.slice(11, 15).map(Number);
  return { parent: Number(fields[1]), own: user + system, gone: ofChildren + systemOfChildren };
}

/** A process and those it began, by their ids. */
function familyOf(pid) {
  const children = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return statOf(name).parent === pid;
      } catch {
        // Ended since it was listed.
        return false;
      }
    });
  return [pid, ...children.map(Number)];
}

/** Processor time in seconds of a process, of those it began, and of those of them that have ended. */
export function secondsOf(pid) {
  const ticks = familyOf(pid).map((one) => statOf(one).own + (one === pid ? statOf(one).gone : 0));
  return ticks.reduce((sum, one) => sum + one, 0) / TICKS_A_SECOND;
}

/** Megabytes of a process and those it began: a page that several share is counted once, in parts. */
export function megabytesOf(pid) {
  const kilobytes = familyOf(pid).map((one) =>
    Number(/^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${one}/smaps_rollup`, "utf8"))?.[1] ?? 0),
  );
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1024;
}

/** The process that PostgreSQL's other ones come from. */
export function postmasterOf(dataDir) {
  return Number(readFileSync(join(dataDir, "postmaster.pid"), "utf8").split("\n")[0]);
}
