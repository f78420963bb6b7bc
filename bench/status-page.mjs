// A status page with 30 work notes, 40 messages and 6 deadlines, its SQL run at each request, beside a bare
// Node handler that runs the same SQL through pg and sends the same bytes, and beside the same component as a
// page of the App Router. Measured in turn, in one run.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "../scripts/build.mjs";
import { nextFreePort } from "../scripts/free-port.mjs";
import { migrate } from "../scripts/migrate.mjs";
import { startPostgres } from "../scripts/postgres.mjs";
import { root, runTool, say, step, toolEnv } from "../scripts/step.mjs";

const CONNECTIONS = 16;
const SECONDS = 4;
const ROUNDS = 13;
const PACKED_ROUNDS = 7;
const AS_A_BROWSER = "gzip, deflate, br, zstd";
const SECRET = "a secret for the benchmark alone, of no worth";

export async function measure({ signal }) {
  await build({ signal });
  await step("Building the same page for the App Router", () =>
    runTool("next", ["build", "bench/peers/app-router"], {
      signal,
      env: toolEnv({ NODE_ENV: "production", DATABASE_URL: "", APP_SECRET: "" }),
    }),
  );
  const folder = mkdtempSync(join(tmpdir(), "uptomark-bench-"));
  const server = await startPostgres({ dataDir: join(folder, "postgres"), signal });
  const children = [];
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
    const start = async (file, extra = {}) => {
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
    const seeding = await start("dist/seed.mjs");
    await ended(seeding.child);
    if (seeding.child.exitCode !== 0) throw new Error("The demo studio could not be made.");
    const path = await makeLargePage(database);

    const ours = await start("dist/web.mjs");
    await until(async () => (await fetch(`${ours.url}/readyz`).catch(() => null))?.ok === true);
    const html = await htmlOf(`${ours.url}${path}`);
    const bare = await start("bench/peers/bare.mjs", {
      BENCH_HTML_BYTES: String(Buffer.byteLength(html)),
    });
    await until(async () => (await fetch(bare.url).catch(() => null))?.ok === true);
    const appRouter = await start("bench/peers/app-router/server.mjs");
    await until(async () => (await fetch(appRouter.url).catch(() => null))?.ok === true);
    if (textOf(await htmlOf(`${appRouter.url}${path}`)) !== textOf(html))
      throw new Error("The App Router's page says something else than ours.");

    const address = ({ url }) => `${url}${path}`;
    const plain = await compare(
      { bare: address(bare), ours: address(ours), "App Router": address(appRouter) },
      ROUNDS,
    );
    say("  as a browser asks, packed:");
    const packed = await compare(
      { ours: address(ours), "App Router": address(appRouter) },
      PACKED_ROUNDS,
      { "accept-encoding": AS_A_BROWSER },
    );
    const phone = await onAPhone(`${ours.url}${path}`);
    const links = [...html.matchAll(/(?:href|src)="(\/client\.[0-9a-f]+\.(css|js))"/g)];
    const [page, stylesheet, script] = await Promise.all(
      [path, ...["css", "js"].map((kind) => links.find((link) => link[2] === kind)[1])].map((one) =>
        bytesOf(`${ours.url}${one}`),
      ),
    );
    return [
      {
        name: "status page, requests a second at 16 connections",
        value: round(plain.rate("ours"), 0),
        unit: "1/s",
        ratio: round(plain.beside("bare"), 3),
        beside: `a bare handler with the same SQL and bytes, ${round(plain.rate("bare"), 0)} 1/s`,
      },
      {
        name: "status page, requests a second beside the App Router's",
        value: round(plain.rate("ours"), 0),
        unit: "1/s",
        ratio: round(plain.beside("App Router"), 2),
        beside: `the same text as a page of the App Router, ${round(plain.rate("App Router"), 0)} 1/s`,
      },
      {
        name: "the same, packed as a browser asks",
        value: round(packed.rate("ours"), 0),
        unit: "1/s",
        ratio: round(packed.beside("App Router"), 2),
        beside:
          "the App Router's, packed by Next as it does by itself, gzip at level 6, " +
          `${round(packed.rate("App Router"), 0)} 1/s`,
      },
      {
        name: "status page, p95 at 16 connections",
        value: round(plain.p95("ours"), 1),
        unit: "ms",
        beside:
          `bare: ${round(plain.p95("bare"), 1)} ms, App Router: ` +
          `${round(plain.p95("App Router"), 1)} ms, ours packed: ` +
          `${round(packed.p95("ours"), 1)} ms`,
      },
      {
        name: "status page, HTML, CSS and script, as they are sent to a browser",
        value: kilobytes(page + stylesheet + script),
        unit: "kB",
      },
      { name: "of that: script, only for live updates", value: kilobytes(script), unit: "kB" },
      {
        name: "status page on a phone (150 ms round trip, 1.6 Mbit/s, CPU a quarter): LCP",
        value: phone.lcp,
        unit: "ms",
      },
      { name: "the same: CLS", value: phone.cls, unit: "" },
      {
        name: "fonts that a Latin reader's browser asks for, never blocking",
        value: kilobytes(phone.fonts),
        unit: "kB",
      },
    ];
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
async function compare(urls, count, headers = {}) {
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
async function bytesOf(url) {
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

/** The largest paint and the layout shift of a first visit, as a slow phone has it: the median of five. */
async function onAPhone(url) {
  const { chromium } = await import("playwright");
  const { findBrowser } = await import("../scripts/browser.mjs");
  const browser = await chromium.launch({
    executablePath: await findBrowser({}),
    args: [
      "--no-sandbox",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-quic",
    ],
  });
  try {
    const visits = [];
    for (let n = 0; n < 5; n += 1) {
      const context = await browser.newContext({
        viewport: { width: 390, height: 844 },
        deviceScaleFactor: 2,
      });
      const page = await context.newPage();
      const lab = await context.newCDPSession(page);
      await lab.send("Network.enable");
      await lab.send("Network.emulateNetworkConditions", {
        offline: false,
        latency: 150,
        downloadThroughput: 1_600_000 / 8,
        uploadThroughput: 750_000 / 8,
      });
      await lab.send("Emulation.setCPUThrottlingRate", { rate: 4 });
      await page.addInitScript(() => {
        const seen = { lcp: 0, cls: 0 };
        Object.assign(globalThis, { seen });
        new PerformanceObserver((list) =>
          list.getEntries().forEach((entry) => (seen.lcp = entry.startTime)),
        ).observe({ type: "largest-contentful-paint", buffered: true });
        new PerformanceObserver((list) =>
          list.getEntries().forEach((entry) => (seen.cls += entry.value)),
        ).observe({ type: "layout-shift", buffered: true });
      });
      await page.goto(url, { waitUntil: "load" });
      await page.waitForFunction(
        () => globalThis.seen.lcp > 0 && document.fonts.status === "loaded",
      );
      visits.push(
        await page.evaluate(() => ({
          ...globalThis.seen,
          fonts: performance
            .getEntriesByType("resource")
            .filter(({ name }) => name.includes("/fonts/"))
            .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
        })),
      );
      await context.close();
    }
    return {
      lcp: round(median(visits.map((visit) => visit.lcp)), 0),
      cls: round(Math.max(...visits.map((visit) => visit.cls)), 4),
      fonts: Math.max(...visits.map((visit) => visit.fonts)),
    };
  } finally {
    await browser.close();
  }
}

/** Fills Ines's project to the size named above. Returns the path of her page. */
async function makeLargePage(database) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  try {
    const { rows } = await client.query(
      `SELECT p."id", p."freelancerId", p."contactId", c."linkCipher" FROM "Project" p
        JOIN "Contact" c ON c."id" = p."contactId" WHERE p."title" = 'The lighthouse map'`,
    );
    const [{ id, freelancerId, contactId, linkCipher }] = rows;
    const fill = async (table, columns, most, values) => {
      const { rows: count } = await client.query(
        `SELECT count(*)::int AS n FROM "${table}" WHERE "projectId" = $1`,
        [id],
      );
      for (let n = count[0].n + 1; n <= most; n += 1)
        await client.query(
          `INSERT INTO "${table}" ("id", "freelancerId", "projectId", ${columns})
            VALUES (gen_random_uuid(), $1, $2, ${values(n)})`,
          [freelancerId, id],
        );
    };
    await client.query(`DELETE FROM "WorkNote" WHERE "projectId" = $1`, [id]);
    await fill(
      "WorkNote",
      `"text", "createdAt", "shownAt"`,
      30,
      (n) =>
        `'Work note ${n}: the third lighthouse has its colours, and the path beside it is as ` +
        `wide as you asked.', now(), now() - interval '${n} hours'`,
    );
    await fill(
      "Message",
      `"contactId", "text", "formKey", "writtenAt"`,
      40,
      (n) =>
        `${n % 2 ? `'${contactId}'` : "NULL"}, 'Message ${n}: a line of the length that people ` +
        `write when something is on their mind.', gen_random_uuid(), now() - ` +
        `interval '${n} minutes'`,
    );
    await fill(
      "Deadline",
      `"title", "promisedOn", "createdAt"`,
      6,
      (n) => `'Part ${n} of the map', current_date + ${n}, now()`,
    );
    process.env.APP_SECRET = SECRET;
    return `/p/${unseal(linkCipher)}/${id}`;
  } finally {
    await client.end();
  }
}

/** The token of a sealed link: AES-256-GCM under a key derived from APP_SECRET, as src/lib/tokens.ts seals it. */
function unseal(sealed) {
  const { createDecipheriv, hkdfSync } = process.getBuiltinModule("node:crypto");
  const decipher = createDecipheriv(
    "aes-256-gcm",
    Buffer.from(hkdfSync("sha256", SECRET, "uptomark", "contact-link", 32)),
    sealed.subarray(0, 12),
  );
  decipher.setAuthTag(sealed.subarray(12, 28));
  return decipher.update(sealed.subarray(28), undefined, "utf8") + decipher.final("utf8");
}

/** The page, once it is seen to be the one that is meant. */
async function htmlOf(url) {
  const page = await fetch(url);
  const html = await page.text();
  if (page.status !== 200 || !html.includes("Work note 30"))
    throw new Error(`The page to be measured is not there: ${url} answered ${page.status}`);
  return html;
}

/** What a reader sees of a page. */
function textOf(html) {
  const body = html.slice(html.indexOf("<body"));
  return body
    .replace(/<script.*?<\/script>/gs, "")
    .replace(/<!--.*?-->/gs, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/**
 * Asks for a page as often as it comes, over sixteen connections. Each request claims another
 * reader's address, so that no limit is met.
 */
async function load(name, url, more) {
  const { default: autocannon } = await import("autocannon");
  let reader = 0;
  const setupRequest = (request) => {
    reader += 1;
    return {
      ...request,
      headers: {
        ...request.headers,
        ...more,
        "x-forwarded-for": `10.${(reader >> 16) & 255}.${(reader >> 8) & 255}.${reader & 255}`,
      },
    };
  };
  await autocannon({ url, connections: CONNECTIONS, duration: 1, requests: [{ setupRequest }] });
  const times = [];
  const run = autocannon({
    url,
    connections: CONNECTIONS,
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

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const round = (value, digits) => Number(value.toFixed(digits));
const kilobytes = (bytes) => round(bytes / 1000, 1);
