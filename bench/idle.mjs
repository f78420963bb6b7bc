// What an install costs while nobody uses it: web and worker on an empty studio, on the demo studio, and on an empty
// one that is watched by a collector and Prometheus. All three at once, for five minutes after half a minute to
// settle. And what being watched adds to a start of web.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { build } from "../scripts/build.mjs";
import { nextFreePort } from "../scripts/free-port.mjs";
import { migrate } from "../scripts/migrate.mjs";
import { startPostgres } from "../scripts/postgres.mjs";
import { root, say } from "../scripts/step.mjs";
import { megabytesOf, postmasterOf, secondsOf } from "./processes.mjs";
import { median } from "./serving.mjs";

const SETTLE_MS = 30_000;
const MEASURE_MS = 300_000;
const SCRAPE_MS = 15_000;
const STARTS = 7;
const TOKEN = "o3Zr1-pXc9TqW7yBn5KdL2mVh8sGf4Ja";

export async function measure({ signal }) {
  await build({ signal });
  const installs = [];
  const collector = createServer((request, response) => {
    request.resume().on("end", () => response.end("{}"));
  });
  await once(collector.listen(0, "127.0.0.1"), "listening");
  const watched = {
    METRICS_TOKEN: TOKEN,
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${collector.address().port}`,
  };
  try {
    for (const one of [
      { name: "at rest" },
      { name: "at rest with the demo studio", seeds: true },
      { name: "at rest, watched", env: watched },
    ])
      installs.push(await install({ ...one, port: 4300 + installs.length * 20, signal }));
    const figures = await whileIdle(installs, signal);
    return [...figures, ...(await startOf(installs[0], watched))];
  } finally {
    for (const one of installs) await one.stop();
    collector.closeAllConnections();
    collector.close();
  }
}

/** An install by itself, with a database server of its own, so that each is counted apart. */
async function install({ name, env = {}, seeds = false, port: from, signal }) {
  const folder = mkdtempSync(join(tmpdir(), "uptomark-idle-"));
  const dataDir = join(folder, "postgres");
  const server = await startPostgres({ dataDir, signal });
  const database = server.url("uptomark");
  await migrate(database, { signal });
  const port = await nextFreePort("127.0.0.1", from);
  const url = `http://localhost:${port}`;
  const all = {
    ...process.env,
    NODE_ENV: "production",
    DATABASE_URL: database,
    APP_URL: url,
    NEXTAUTH_URL: url,
    PORT: String(port),
    APP_SECRET: "a secret for the measurement alone, of no worth",
    LOG_LEVEL: "warn",
    ...(seeds ? { UPTOMARK_EMBEDDED: "1" } : {}),
    ...env,
  };
  const start = (file, more = {}) =>
    spawn(process.execPath, [join(root, `dist/${file}.mjs`)], {
      cwd: root,
      env: { ...all, ...more },
      stdio: ["ignore", "ignore", "inherit"],
    });
  if (seeds) await once(start("seed"), "exit");
  const children = ["web", "worker"].map((file) => start(file));
  const isWatched = "METRICS_TOKEN" in env;
  const asking = isWatched && setInterval(() => void scrape(url), SCRAPE_MS);
  return {
    name,
    database,
    start,
    pids: { web: children[0].pid, worker: children[1].pid, PostgreSQL: postmasterOf(dataDir) },
    stop: async () => {
      clearInterval(asking);
      for (const child of children) {
        child.kill("SIGTERM");
        await once(child, "exit");
      }
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function scrape(url) {
  await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } }).then((answer) =>
    answer.text(),
  );
}

async function whileIdle(installs, signal) {
  say(`Measuring at rest for ${MEASURE_MS / 60_000} minutes …`);
  await pause(SETTLE_MS, undefined, { signal });
  const read = () =>
    Promise.all(
      installs.map(async ({ database, pids }) => ({
        ...(await readDatabase(database)),
        seconds: Object.values(pids).map(secondsOf),
        megabytes: Object.values(pids).map(megabytesOf),
      })),
    );
  const before = await read();
  await pause(MEASURE_MS, undefined, { signal });
  const after = await read();
  return installs.flatMap(({ name, pids }, n) => {
    const perSecond = (what) => (after[n][what] - before[n][what]) / (MEASURE_MS / 1000);
    const database = [
      [`${name}: transactions`, Number(perSecond("transactions").toFixed(2)), "a second"],
      [`${name}: WAL`, Math.round(perSecond("wal")), "bytes a second"],
      [`${name}: connections`, after[n].connections, "connections"],
    ];
    const taken = Object.keys(pids).flatMap((part, which) => [
      [`${name}: memory of ${part}`, Math.round(after[n].megabytes[which]), "MB"],
      [
        `${name}: processor time of ${part} in five minutes`,
        Number((after[n].seconds[which] - before[n].seconds[which]).toFixed(2)),
        "s",
      ],
    ]);
    return [...database, ...taken].map(([what, value, unit]) => ({ name: what, value, unit }));
  });
}

async function readDatabase(database) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: new URL("postgres", database).href });
  await client.connect();
  const { rows } = await client.query(
    `SELECT xact_commit::float8 AS transactions,
       pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 AS wal,
       (SELECT count(*)::int FROM pg_stat_activity WHERE datname = 'uptomark') AS connections
     FROM pg_stat_database WHERE datname = 'uptomark'`,
  );
  await client.end();
  return rows[0];
}

/** How long web takes to be ready, and what it has taken by then: as it is, and watched, in turn. */
async function startOf({ start }, watched) {
  const times = { plain: [], watched: [] };
  for (let n = 0; n < STARTS; n += 1)
    for (const [kind, env] of [
      ["plain", {}],
      ["watched", watched],
    ]) {
      const port = await nextFreePort("127.0.0.1", 4380);
      const began = performance.now();
      const child = start("web", { ...env, PORT: String(port) });
      const isReady = () =>
        fetch(`http://127.0.0.1:${port}/readyz`).then(
          ({ ok }) => ok,
          () => false,
        );
      while (!(await isReady())) await pause(10);
      times[kind].push([performance.now() - began, megabytesOf(child.pid)]);
      child.kill("SIGTERM");
      await once(child, "exit");
    }
  const of = (kind, which) => median(times[kind].map((one) => one[which]));
  return [
    ["web, from its start to ready", 0, "ms"],
    ["web, memory when it is ready", 1, "MB"],
  ].map(([name, which, unit]) => ({
    name: `${name}, watched`,
    value: Math.round(of("watched", which)),
    unit,
    ratio: Number((of("watched", which) / of("plain", which)).toFixed(3)),
    beside: `${Math.round(of("plain", which))} ${unit} unwatched`,
  }));
}
