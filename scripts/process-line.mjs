import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

const HAS_PROC = existsSync("/proc/self/stat");

/**
 * Returns the command line of a living process, or undefined when there is none with that number.
 */
export function processLine(pid) {
  return ask(
    pid,
    HAS_PROC
      ? () => readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ")
      : () => ps(pid, "args="),
  );
}

/**
 * Returns when a living process started. A number reused by another process has another start time.
 */
export function processBirth(pid) {
  return ask(
    pid,
    HAS_PROC ? () => birthIn(readFileSync(`/proc/${pid}/stat`, "utf8")) : () => ps(pid, "lstart="),
  );
}

function birthIn(stat) {
  // The command's name is in brackets and may contain spaces.
  const [state, ...fields] = stat.split(") ").at(-1).split(" ");
  // Dead, and only waiting for somebody to ask how it ended: in a container often nobody does.
  return state === "Z" || state === "X" ? "" : fields[18];
}

const ps = (pid, format) =>
  execFileSync("ps", ["-ww", "-o", format, "-p", String(pid)], { encoding: "utf8" });

function ask(pid, question) {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  try {
    return question().trim() || undefined;
  } catch (error) {
    if (error.code === "ENOENT" || error.code === "ESRCH" || error.status === 1) return undefined;
    throw error;
  }
}
