// A status page with 30 work notes, 40 messages and 6 deadlines, its SQL run at each request, beside a bare
// Node handler that runs the same SQL through pg and sends the same bytes, and beside the same component as a
// page of the App Router. Measured in turn, in one run. Then the same page beside itself with tracing, and with a
// collector on the same machine.
import { createServer } from "node:http";
import { build } from "../scripts/build.mjs";
import { runTool, say, step, toolEnv } from "../scripts/step.mjs";
import {
  AS_A_BROWSER,
  bytesOf,
  compare,
  kilobytes,
  median,
  round,
  SECRET,
  unseal,
  withDemo,
} from "./serving.mjs";

const ROUNDS = 13;
const PACKED_ROUNDS = 7;
const TRACED_ROUNDS = 9;

export async function measure({ signal }) {
  await build({ signal });
  await step("Building the same page for the App Router", () =>
    runTool("next", ["build", "bench/peers/app-router"], {
      signal,
      env: toolEnv({ NODE_ENV: "production", DATABASE_URL: "", APP_SECRET: "" }),
    }),
  );
  return withDemo({ signal }, async ({ database, start }) => {
    const path = await makeLargePage(database);

    const ours = await start("dist/web.mjs", { ready: "/readyz" });
    const html = await htmlOf(ours + path);
    const bare = await start("bench/peers/bare.mjs", {
      BENCH_HTML_BYTES: String(Buffer.byteLength(html)),
    });
    const appRouter = await start("bench/peers/app-router/server.mjs");
    if (textOf(await htmlOf(appRouter + path)) !== textOf(html))
      throw new Error("The App Router's page says something else than ours.");

    const plain = await compare(
      { bare: bare + path, ours: ours + path, "App Router": appRouter + path },
      ROUNDS,
    );
    say("  as a browser asks, packed:");
    const packed = await compare(
      { ours: ours + path, "App Router": appRouter + path },
      PACKED_ROUNDS,
      { "accept-encoding": AS_A_BROWSER },
    );
    say("  watched:");
    const traced = await withCollector(async (collector) => {
      const watched = await start("dist/web.mjs", {
        ready: "/readyz",
        OTEL_EXPORTER_OTLP_ENDPOINT: collector,
        METRICS_TOKEN: SECRET,
      });
      // As young as the one it is compared with.
      const unwatched = await start("dist/web.mjs", { ready: "/readyz" });
      return compare({ ours: unwatched + path, traced: watched + path }, TRACED_ROUNDS);
    });
    const phone = await onAPhone(ours + path);
    const links = [...html.matchAll(/(?:href|src)="(\/client\.[0-9a-f]+\.(css|js))"/g)];
    const [page, stylesheet, script] = await Promise.all(
      [path, ...["css", "js"].map((kind) => links.find((link) => link[2] === kind)[1])].map((one) =>
        bytesOf(ours + one),
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
        name: "status page with metrics and every request traced, p95 at 16 connections",
        value: round(traced.p95("traced"), 1),
        unit: "ms",
        ratio: round(1 / traced.beside("traced"), 3),
        beside: `the requests a second without; p95 without: ${round(traced.p95("ours"), 1)} ms`,
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
  });
}

/** Beside a collector that takes everything and keeps nothing. */
async function withCollector(work) {
  let bytes = 0;
  const collector = createServer((request, response) => {
    request.on("data", (chunk) => (bytes += chunk.length)).on("end", () => response.end("{}"));
  });
  await new Promise((ready) => collector.listen(0, "127.0.0.1", ready));
  try {
    const done = await work(`http://127.0.0.1:${collector.address().port}`);
    if (bytes < 1_000_000) throw new Error("Nothing was traced.");
    return done;
  } finally {
    collector.closeAllConnections();
    collector.close();
  }
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
      `SELECT p."id", p."freelancerId", p."clientId", p."contactId", c."linkCipher" FROM "Project" p
        JOIN "Contact" c ON c."id" = p."contactId" WHERE p."title" = 'The lighthouse map'`,
    );
    const [{ id, freelancerId, clientId, contactId, linkCipher }] = rows;
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
      `"clientId", "contactId", "text", "formKey", "writtenAt"`,
      40,
      (n) =>
        `'${clientId}', ${n % 2 ? `'${contactId}'` : "NULL"}, 'Message ${n}: a line of the length that people ` +
        `write when something is on their mind.', gen_random_uuid(), now() - ` +
        `interval '${n} minutes'`,
    );
    await fill(
      "Deadline",
      `"title", "promisedOn", "createdAt"`,
      6,
      (n) => `'Part ${n} of the map', current_date + ${n}, now()`,
    );
    return `/p/${unseal(linkCipher)}/${id}`;
  } finally {
    await client.end();
  }
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
