// npm run bench:scale: every page of one studio, each periodic task and the claim, with 10,000 freelancers beside the
// same with 10, in turn.
import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, bundleOptions } from "../scripts/build.mjs";
import { nextFreePort } from "../scripts/free-port.mjs";
import { migrate } from "../scripts/migrate.mjs";
import { startPostgres } from "../scripts/postgres.mjs";
import { root, say } from "../scripts/step.mjs";
import { stopSignal } from "../scripts/stopping.mjs";

const flag = process.argv.indexOf("--freelancers");
const MANY = flag > 0 ? Number(process.argv[flag + 1]) : 10_000;
const FEW = 10;
const PAGE_ROUNDS = 60;
const TASK_ROUNDS = 25;
const WARM_UP = 8;
const LONGEST_MS = 30_000;
/** What the issue allows. */
const BOUND = 1.5;

const PAGES = {
  Today: () => "/today",
  "the overview": () => "/projects",
  "what is completed": () => "/projects?state=completed",
  "the weeks ahead": () => "/projects?view=timeline",
  "the list as a file": () => "/files/lists/projects.csv",
  "a project": ({ project }) => `/projects/${project}`,
  "a project's history": ({ project }) => `/projects/${project}/history`,
  "a promise": ({ project, deadline }) => `/projects/${project}/promise/${deadline}`,
  "a new project": () => "/projects/new",
  clients: () => "/clients",
  "a client": ({ client }) => `/clients/${client}`,
  emails: () => "/emails",
  "an email": ({ email }) => `/emails/${email}`,
  "follow-ups": () => "/follow-ups",
  cases: () => "/cases",
  quality: () => "/quality",
  ledger: () => "/ledger",
  wall: () => "/wall",
  subcontractors: () => "/subcontractors",
  archive: () => "/archive",
  search: () => "/search?q=lighthouse",
  settings: () => "/settings",
  "settings of follow-ups": () => "/settings/follow-ups",
  "settings of data": () => "/settings/data",
  "a client's status page": ({ token }) => `/p/${token}`,
  "a project's status page": ({ token, project }) => `/p/${token}/${project}`,
};

async function measure(signal) {
  await build({ signal });
  await bundleTasks();
  const { default: pg } = await import("pg");
  const { from } = await import("pg-copy-streams");
  const { fill } = await import("./scale/fill.mjs");
  const folder = mkdtempSync(join(tmpdir(), "uptomark-scale-"));
  const server = await startPostgres({ dataDir: join(folder, "postgres"), durable: false, signal });
  const children = [];
  try {
    const sizes = {};
    for (const [size, freelancers] of [
      ["many", MANY],
      ["few", FEW],
    ]) {
      const database = server.url(size);
      await migrate(database, { signal });
      const client = new pg.Client({ connectionString: database });
      // One that is lost fails the query under way, which says so.
      client.on("error", () => undefined);
      await client.connect();
      // The worker first: it takes the empty database for this install's own.
      const machine = await startWorker(database, children);
      const began = performance.now();
      const ids = await fill(client, freelancers, { from });
      say(
        `  ${freelancers} freelancers by COPY: ${Math.round((performance.now() - began) / 1000)} s`,
      );
      ids.token = await machine.seal(ids.freelancer);
      sizes[size] = { client, ids, ...machine, url: await startWeb(machine.env, children) };
    }
    const figures = [...(await comparePages(sizes)), ...(await compareTasks(sizes))];
    const [{ bytes }] = (
      await sizes.many.client.query("SELECT pg_database_size(current_database())::float8 AS bytes")
    ).rows;
    figures.push({
      name: `the database of ${MANY} freelancers`,
      value: round(bytes / 1e9, 2),
      unit: "GB",
    });
    for (const { client } of Object.values(sizes)) await client.end();
    return figures;
  } finally {
    for (const child of children) child.kill("SIGTERM");
    await Promise.all(
      children.map((child) => child.exitCode ?? child.signalCode ?? once(child, "exit")),
    );
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function bundleTasks() {
  const { build: bundle, stop } = await import("esbuild");
  await bundle({
    ...bundleOptions([]),
    entryPoints: [{ in: "bench/scale/tasks.ts", out: "tasks" }],
    outdir: "dist/scale",
  });
  await stop();
}

/** A process that does the worker's tasks on this database when it is told to. */
async function startWorker(database, children) {
  const port = await nextFreePort("127.0.0.1", 4400 + children.length * 10);
  const url = `http://localhost:${port}`;
  const env = {
    ...process.env,
    NODE_ENV: "production",
    DATABASE_URL: database,
    APP_SECRET: "a secret for the measurement alone, of no worth",
    APP_URL: url,
    NEXTAUTH_URL: url,
    HOST: "127.0.0.1",
    PORT: String(port),
    LOG_LEVEL: "error",
    UPTOMARK_ENV_FILE: "none",
    EMAILS_PER_SECOND: "0",
  };
  const worker = fork(join(root, "dist/scale/tasks.mjs"), { cwd: root, env, execArgv: [] });
  children.push(worker);
  const [{ names }] = await once(worker, "message");
  const work = async (name) => {
    worker.send(name);
    const [answer] = await once(worker, "message");
    if (answer.failed) throw new Error(`${name}: ${answer.failed}`);
    return answer.took;
  };
  const seal = async (freelancer) => {
    worker.send(`seal for ${freelancer}`);
    const [{ token }] = await once(worker, "message");
    return token;
  };
  return { env, names, work, seal };
}

async function startWeb(env, children) {
  const stdio = ["ignore", "ignore", "inherit"];
  children.push(spawn(process.execPath, [join(root, "dist/web.mjs")], { cwd: root, env, stdio }));
  const end = Date.now() + 60_000;
  while (!(await fetch(`${env.APP_URL}/readyz`).catch(() => null))?.ok) {
    if (Date.now() > end) throw new Error("The web server did not get ready within a minute.");
    await new Promise((look) => setTimeout(look, 50));
  }
  return env.APP_URL;
}

async function compareTasks(sizes) {
  const figures = [];
  // What a task has never looked at it looks at once; then it is as it is every day.
  for (const [of, size] of Object.entries(sizes)) {
    for (const name of size.names) {
      const took = await size.work(name);
      if (of === "many" && took > 1000)
        figures.push({ name: `${name}, the first time`, value: round(took / 1000, 1), unit: "s" });
    }
    await size.client.query("VACUUM ANALYZE");
  }
  for (const name of sizes.many.names)
    figures.push(await compare(name, TASK_ROUNDS, (size) => sizes[size].work(name)));
  return figures;
}

async function comparePages(sizes) {
  const figures = [];
  for (const [name, path] of Object.entries(PAGES))
    figures.push(await compare(`${name}, the page`, PAGE_ROUNDS, (size) => ask(sizes[size], path)));
  return figures;
}

async function ask({ url, ids }, path) {
  const began = performance.now();
  const answer = await fetch(url + path(ids), {
    headers: { cookie: ids.cookie },
    redirect: "manual",
  });
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`${path(ids)} answered ${answer.status}.`);
  return performance.now() - began;
}

/**
 * Does the same with both in turn, so that a passing load of the machine falls on both, and compares the medians. What
 * takes long is done less often.
 */
async function compare(name, rounds, once) {
  const times = { many: [], few: [] };
  const end = performance.now() + LONGEST_MS;
  for (let n = 0; n < rounds + WARM_UP && (n < 3 || performance.now() < end); n += 1)
    for (const size of n % 2 === 0 ? ["many", "few"] : ["few", "many"]) {
      const took = await once(size);
      if (n === WARM_UP) times[size] = [];
      times[size].push(took);
    }
  const [many, few] = [median(times.many), median(times.few)];
  say(`  ${name}: ${many.toFixed(1)} ms, ${few.toFixed(1)} ms with ${FEW} freelancers`);
  return {
    name,
    value: round(many, 1),
    unit: "ms",
    ratio: round(many / few, 2),
    beside: `${round(few, 1)} ms with ${FEW} freelancers`,
  };
}

const median = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
const round = (value, digits) => Number(value.toFixed(digits));

const figures = await measure(stopSignal());
const width = Math.max(...figures.map(({ name }) => name.length));
for (const { name, value, unit, ratio, beside } of figures) {
  const compared = ratio ? `  ${ratio} × ${beside}` : "";
  say(
    `${ratio > BOUND ? "✗" : " "} ${name.padEnd(width)} ${String(value).padStart(8)} ${unit}${compared}`,
  );
}
mkdirSync(join(root, "bench/results"), { recursive: true });
writeFileSync(join(root, "bench/results/scale.json"), `${JSON.stringify(figures, null, 2)}\n`);
process.exitCode = figures.some(({ ratio }) => ratio > BOUND) ? 1 : 0;
