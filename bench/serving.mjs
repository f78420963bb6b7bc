// What the benchmarks of pages share: the product and its peers as processes of their own on one fresh database, and
// requests to each in turn.
import { spawn } from "node:child_process";
import { createDecipheriv, hkdfSync } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nextFreePort } from "../scripts/free-port.mjs";
import { migrate } from "../scripts/migrate.mjs";
import { startPostgres } from "../scripts/postgres.mjs";
import { root, say } from "../scripts/step.mjs";

const CONNECTIONS = 16;
const SECONDS = 4;
export const AS_A_BROWSER = "gzip, deflate, br, zstd";
export const SECRET = "a secret for the benchmark alone, of no worth";

/**
 * Runs `work` beside the demo studio in a fresh database: it is given the database's address, and `start`, which runs
 * a server as a process of its own and returns where it is; `pidOf` says which process that is. All of it ends with the
 * work.
 */
export async function withDemo({ signal }, work) {
  const folder = mkdtempSync(join(tmpdir(), "uptomark-bench-"));
  const server = await startPostgres({ dataDir: join(folder, "postgres"), signal });
  const children = [];
  const pids = new Map();
  try {
    const database = server.url("uptomark");
    await migrate(database, { signal });
    const base = {
      DATABASE_URL: database,
      APP_SECRET: SECRET,
      HOST: "127.0.0.1",
      NODE_ENV: "production",
      LOG_LEVEL: "error",
      UPTOMARK_EMBEDDED: "1",
      TRUSTED_PROXIES: "1",
    };
    const spawned = async (file, extra = {}) => {
      const port = await nextFreePort("127.0.0.1", 4100 + children.length * 10);
      const url = `http://localhost:${port}`;
      const child = spawn(process.execPath, [join(root, file)], {
        cwd: root,
        env: {
          ...process.env,
          ...base,
          PORT: String(port),
          APP_URL: url,
          NEXTAUTH_URL: url,
          ...extra,
        },
        stdio: ["ignore", "ignore", "inherit"],
      });
      children.push(child);
      return { url, child };
    };
    const seeding = await spawned("dist/seed.mjs");
    await ended(seeding.child);
    if (seeding.child.exitCode !== 0) throw new Error("The demo studio could not be made.");
    const start = async (file, { ready = "/", ...extra } = {}) => {
      const { url, child } = await spawned(file, extra);
      pids.set(url, child.pid);
      await until(async () => (await fetch(url + ready).catch(() => null))?.ok === true);
      return url;
    };
    return await work({ database, start, pidOf: (url) => pids.get(url) });
  } finally {
    for (const child of children) if (child.exitCode === null) child.kill("SIGTERM");
    await Promise.all(children.map(ended));
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Asks each of some pages in turn, round after round. `beside`: how many times as many requests ours answers as
 * another, the median of the rounds, each beside its own neighbour, since a machine that is slow for a while is
 * slow for both.
 */
export async function compare(urls, count, headers = {}) {
  const rounds = [];
  for (let round = 0; round < count; round += 1) {
    const one = {};
    for (const [name, url] of Object.entries(urls)) one[name] = await load(name, url, headers);
    rounds.push(one);
  }
  return {
    rate: (name) => median(rounds.map((one) => one[name].rate)),
    p95: (name) => median(rounds.map((one) => one[name].p95)),
    beside: (name) => median(rounds.map((one) => one.ours.rate / one[name].rate)),
  };
}

/** How many bytes of body a browser is sent. */
export async function bytesOf(url) {
  const answer = await new Promise((done, failed) =>
    get(url, { headers: { "accept-encoding": AS_A_BROWSER } }, done).on("error", failed),
  );
  let size = 0;
  for await (const chunk of answer) size += chunk.byteLength;
  if (answer.statusCode !== 200 || !answer.headers["content-encoding"])
    throw new Error(
      `${url} answered ${answer.statusCode}, packed: ${answer.headers["content-encoding"] ?? "no"}`,
    );
  return size;
}

/**
 * Asks for a page as often as it comes, over as many connections. Each request claims another reader's address, as a
 * proxy would tell it, so that no limit is met. Returns how many were answered a second, and the 95th percentile in
 * milliseconds.
 */
export async function load(
  name,
  url,
  more = {},
  { connections = CONNECTIONS, isProxied = true } = {},
) {
  const { default: autocannon } = await import("autocannon");
  let reader = 0;
  const setupRequest = (request) => {
    reader += 1;
    return {
      ...request,
      headers: {
        ...request.headers,
        ...more,
        ...(isProxied
          ? {
              "x-forwarded-for": `10.${(reader >> 16) & 255}.${(reader >> 8) & 255}.${reader & 255}`,
            }
          : {}),
      },
    };
  };
  await autocannon({ url, connections, duration: 1, requests: [{ setupRequest }] });
  const times = [];
  const run = autocannon({
    url,
    connections,
    duration: SECONDS,
    requests: [{ setupRequest }],
  });
  run.on("response", (_client, _status, _bytes, took) => times.push(took));
  const result = await run;
  if (result.non2xx || result.errors)
    throw new Error(`${name}: ${result.non2xx} answers were not 200, ${result.errors} failed`);
  times.sort((a, b) => a - b);
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map(
    (part) => times[Math.ceil(times.length * part) - 1],
  );
  say(
    `  ${name}: ${result.requests.average} a second, p50 ${p50.toFixed(1)} ms, p95 ` +
      `${p95.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`,
  );
  return { rate: result.requests.average, p95 };
}

const ended = (child) =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((done) => child.once("exit", done));

async function until(condition) {
  const end = Date.now() + 60_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error("What is to be measured did not start within a minute.");
    await new Promise((look) => setTimeout(look, 50));
  }
}

export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
export const round = (value, digits) => Number(value.toFixed(digits));
/** The token of a sealed link: AES-256-GCM under a key derived from APP_SECRET, as src/lib/tokens.ts seals it. */
export function unseal(sealed) {
  const decipher = createDecipheriv(
    "aes-256-gcm",
    Buffer.from(hkdfSync("sha256", SECRET, "uptomark", "contact-link", 32)),
    sealed.subarray(0, 12),
  );
  decipher.setAuthTag(sealed.subarray(12, 28));
  return decipher.update(sealed.subarray(28), undefined, "utf8") + decipher.final("utf8");
}

export const kilobytes = (bytes) => round(bytes / 1000, 1);
