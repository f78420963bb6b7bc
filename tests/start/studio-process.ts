import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { onTestFinished } from "vitest";

const root = resolve(import.meta.dirname, "../..");

export type Studio = {
  pid: number;
  output: () => string;
  /** Resolves with the match as soon as it was printed; rejects when the process ends before. */
  until: (words: RegExp) => Promise<RegExpMatchArray>;
  ended: Promise<number | null>;
  kill: (signal: NodeJS.Signals) => void;
};

/** A data directory of its own, in a folder that is gone, with whatever runs on it, after the test. */
export async function newDataDir(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "uptomark-start-"));
  onTestFinished(async () => {
    for (const { pid } of processesNaming(folder)) process.kill(pid, "SIGKILL");
    await waitFor(() => processesNaming(folder).length === 0);
    await rm(folder, { recursive: true });
  });
  return join(folder, "data");
}

export function start(env: Record<string, string>): Studio {
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env } as unknown as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(async () => {
    child.kill("SIGTERM");
    await ended;
  });
  const ended = new Promise<number | null>((done) => child.on("close", done));
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => (printed += chunk));
  return {
    pid: child.pid as number,
    output: () => printed,
    until: (words) => untilPrinted(child, () => printed, words),
    ended,
    kill: (signal) => child.kill(signal),
  };
}

function untilPrinted(
  child: ChildProcess,
  printed: () => string,
  words: RegExp,
): Promise<RegExpMatchArray> {
  return new Promise((done, failed) => {
    const look = () => {
      const match = printed().match(words);
      if (match) done(match);
    };
    look();
    child.stdout?.on("data", look);
    child.stderr?.on("data", look);
    child.on("close", () => failed(new Error(`It ended without saying ${words}:\n${printed()}`)));
  });
}

/** Every living process whose command line or environment's data directory names `words`. */
export function processesNaming(words: string): { pid: number; line: string }[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({
      pid: Number(name),
      line: `${read(`/proc/${name}/cmdline`)} ${read(`/proc/${name}/environ`)}`,
    }))
    .filter(({ pid, line }) => pid !== process.pid && line.includes(words));
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8").replaceAll("\0", " ");
  } catch (error) {
    // It ended between the two looks.
    if (["ENOENT", "ESRCH", "EACCES"].includes((error as NodeJS.ErrnoException).code ?? ""))
      return "";
    throw error;
  }
}

/** Asks again and again until the condition holds; the test's own time limit ends it. */
export async function waitFor(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((again) => setTimeout(again, 25));
}

export async function statusOf(url: string): Promise<number | undefined> {
  try {
    return (await fetch(url)).status;
  } catch {
    return undefined;
  }
}
