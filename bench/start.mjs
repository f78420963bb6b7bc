// From a fresh clone to the first page, again to the first page, and what it holds while idle.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { nextFreePort } from "../scripts/free-port.mjs";
import { root, say } from "../scripts/step.mjs";

const STEADY_SECONDS = 10;
const PATIENCE = 900_000;

export async function measure({ signal }) {
  const folder = mkdtempSync(join(tmpdir(), "uptomark-bench-"));
  try {
    const clone = join(folder, "uptomark");
    execFileSync("git", ["clone", "--quiet", "--no-hardlinks", root, clone]);
    const port = await nextFreePort("127.0.0.1", 3000);
    const env = strangersEnv({ port, cache: join(folder, "npm-cache") });

    say("npm start on a fresh clone, with an empty npm cache …");
    const first = await untilFirstPage({ clone, env, port, signal });
    await first.stop();
    say(`  first page after ${first.seconds} s`);
    say("npm start once more …");
    const second = await untilFirstPage({ clone, env, port, signal });
    say(`  first page after ${second.seconds} s`);
    say(`Waiting until the memory has been the same for ${STEADY_SECONDS} s …`);
    const idle = await idleMemory(join(clone, ".data"), signal).finally(second.stop);

    return [
      { name: "fresh clone to first page, empty npm cache", value: first.seconds, unit: "s" },
      { name: "second npm start to first page", value: second.seconds, unit: "s" },
      {
        name: "idle memory of web, worker and PostgreSQL (PSS)",
        value: megabytes(idle, ["web", "worker", "PostgreSQL"], "pss"),
        unit: "MB",
      },
      ...["web", "worker", "PostgreSQL"].map((part) => ({
        name: `of that: ${part} (PSS)`,
        value: megabytes(idle, [part], "pss"),
        unit: "MB",
      })),
      {
        name: "the same as RSS, where shared pages count each time",
        value: megabytes(idle, ["web", "worker", "PostgreSQL"], "rss"),
        unit: "MB",
      },
      {
        name: "the supervisor beside them (PSS)",
        value: megabytes(idle, ["supervisor"], "pss"),
        unit: "MB",
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The environment of somebody who has only just cloned: no settings of ours, and the Node of the machine. */
function strangersEnv({ port, cache }) {
  const npms =
    /^(npm_(package|lifecycle|config_(local_)?prefix|command|execpath|node_execpath)|INIT_CWD$|NODE$)/;
  const ours = /^(DATABASE_URL$|DATA_DIR$|APP_|NEXTAUTH_|RESEND_|MAIL_FROM$|GOOGLE_|GITHUB_|HOST$)/;
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !npms.test(name) && !ours.test(name)),
  );
  const path = process.env.PATH.split(delimiter).filter(
    (folder) => !folder.startsWith(join(root, "node_modules")),
  );
  return { ...env, PATH: path.join(delimiter), npm_config_cache: cache, PORT: String(port) };
}

async function untilFirstPage({ clone, env, port, signal }) {
  const from = performance.now();
  const printed = [];
  const child = spawn("npm", ["start"], {
    cwd: clone,
    env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => printed.push(chunk));
  let code;
  const ended = new Promise((done) => child.on("close", (how) => done((code = how ?? 1))));
  const stop = async () => {
    if (code === undefined) child.kill("SIGTERM");
    await ended;
  };
  try {
    while (!(await isPage(`http://localhost:${port}/`))) {
      signal.throwIfAborted();
      if (code !== undefined)
        throw new Error(`npm start ended (${code}):\n${Buffer.concat(printed)}`);
      if (performance.now() - from > PATIENCE)
        throw new Error(`No page after ${PATIENCE / 1000} s:\n${Buffer.concat(printed)}`);
      await Promise.race([pause(50), ended]);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { seconds: Math.round((performance.now() - from) / 100) / 10, stop };
}

async function isPage(url) {
  try {
    return (await fetch(url)).status === 200;
  } catch {
    // Nobody listens yet, which is what we wait for.
    return false;
  }
}

/** Samples every second until the sum has moved by less than 2 % for as long as it takes to call it idle. */
async function idleMemory(dataDir, signal) {
  const { pid } = JSON.parse(readFileSync(join(dataDir, "running.json"), "utf8"));
  const samples = [];
  for (;;) {
    signal.throwIfAborted();
    const sample = processesBelow(pid).map(({ pid: one, line }) => ({
      part: partOf(line),
      ...memoryOf(one),
    }));
    const total = sample.reduce((sum, { pss }) => sum + pss, 0);
    samples.push(total);
    const recent = samples.slice(-STEADY_SECONDS - 1);
    if (recent.length > STEADY_SECONDS && Math.max(...recent) - Math.min(...recent) < total * 0.02)
      return sample;
    if (samples.length > 120)
      throw new Error(`The memory does not settle: ${samples.slice(-20).join(" ")} kB`);
    await pause(1000);
  }
}

const partOf = (line) =>
  ["web", "worker"].find((name) => line.includes(`dist/${name}.mjs`)) ??
  (line.includes("postgres") ? "PostgreSQL" : "supervisor");

function processesBelow(top) {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({
      pid: Number(name),
      stat: readOf(name, "stat"),
      line: readOf(name, "cmdline"),
    }))
    .map(({ pid, stat, line }) => ({
      pid,
      line,
      parent: Number(stat.split(") ").at(-1).split(" ")[1]),
    }));
  const below = (pid) =>
    all.filter(({ parent }) => parent === pid).flatMap((one) => [one, ...below(one.pid)]);
  return [...all.filter(({ pid }) => pid === top), ...below(top)];
}

function memoryOf(pid) {
  const rollup = readOf(pid, "smaps_rollup");
  const kilobytes = (name) =>
    Number(rollup.match(new RegExp(`^${name}:\\s+(\\d+)`, "m"))?.[1] ?? 0);
  return { pss: kilobytes("Pss"), rss: kilobytes("Rss") };
}

function readOf(pid, what) {
  try {
    return readFileSync(`/proc/${pid}/${what}`, "utf8");
  } catch (error) {
    // It ended between the two looks.
    if (error.code === "ENOENT" || error.code === "ESRCH") return "";
    throw error;
  }
}

const megabytes = (sample, parts, kind) =>
  Math.round(
    sample.filter(({ part }) => parts.includes(part)).reduce((sum, one) => sum + one[kind], 0) /
      1024,
  );
