// What 500 open status pages cost one web process: its connections to PostgreSQL and its memory, before and with them;
// and how soon each hears of a change.
import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { get } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { build } from "../scripts/build.mjs";
import { say } from "../scripts/step.mjs";
import { round, withDemo } from "./serving.mjs";

const PAGES = 500;
const SETTLE_MS = 5_000;

export async function measure({ signal }) {
  await build({ signal });
  return withDemo({ signal }, async ({ database, start, pidOf }) => {
    const { default: pg } = await import("pg");
    const client = new pg.Client({ connectionString: database });
    await client.connect();
    const streams = [];
    try {
      const { tokens, clientId } = await makeReaders(client);
      const url = await start("dist/web.mjs", { ready: "/readyz" });
      const cost = async () => ({
        connections: await connectionsOf(client),
        megabytes: megabytesOf(pidOf(url)),
      });
      // Each page is opened once, so that what a first page costs is in the figure before.
      await Promise.all(tokens.slice(0, 20).map((token, n) => open(`${url}/p/${token}`, n)));
      await pause(SETTLE_MS, undefined, { signal });
      const before = await cost();
      for (const [n, token] of tokens.entries())
        streams.push(await listen(`${url}/p/${token}/live`, n));
      await pause(SETTLE_MS, undefined, { signal });
      const during = await cost();
      const delays = await hear(client, clientId, streams);
      say(
        `  ${PAGES} open pages: ${before.connections} to ${during.connections} connections, ` +
          `${before.megabytes} to ${during.megabytes} MB`,
      );
      return [
        {
          name: "500 open pages: more connections to PostgreSQL",
          value: during.connections - before.connections,
          unit: "connections",
        },
        {
          name: "500 open pages: more memory of the web process",
          value: round(during.megabytes - before.megabytes, 1),
          unit: "MB",
        },
        {
          name: "500 open pages: the last one hears of a change after",
          value: round(Math.max(...delays), 0),
          unit: "ms",
        },
      ];
    } finally {
      for (const stream of streams) stream.end();
      await client.end();
    }
  });
}

async function open(address, n) {
  const answer = await fetch(address, { headers: headersOf(n) });
  if (answer.status !== 200) throw new Error(`${address} answered ${answer.status}.`);
  await answer.text();
}

/** Each request claims another reader's address, so that no limit is met. */
const headersOf = (n) => ({ "x-forwarded-for": `10.0.${(n >> 8) & 255}.${n & 255}` });

/** An open page's stream of changes: when it last heard of one, and how it is closed. */
function listen(address, n) {
  return new Promise((done, failed) => {
    const request = get(address, { headers: headersOf(n), agent: false }, (answer) => {
      if (answer.statusCode !== 200) {
        failed(new Error(`${address} answered ${answer.statusCode}.`));
        return;
      }
      const stream = { heardAt: null, end: () => request.destroy() };
      answer.on("data", (chunk) => {
        if (String(chunk).includes("event: changed")) stream.heardAt = performance.now();
      });
      // It ends when the measurement does.
      answer.on("error", () => undefined);
      done(stream);
    });
    request.on("error", failed);
  });
}

/** How many milliseconds after a change each page hears of it. */
async function hear(client, clientId, streams) {
  for (const stream of streams) stream.heardAt = null;
  const from = performance.now();
  await client.query(`SELECT pg_notify('uptomark_live', $1)`, [clientId]);
  const end = from + 10_000;
  while (streams.some((stream) => stream.heardAt === null)) {
    if (performance.now() > end) throw new Error("A page did not hear of a change.");
    await pause(5);
  }
  return streams.map((stream) => stream.heardAt - from);
}

async function connectionsOf(client) {
  const { rows } = await client.query(
    `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
  return rows[0].n;
}

const megabytesOf = (pid) =>
  round(Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1000, 1);

/** One client with as many people as there are pages, each with a link. */
async function makeReaders(client) {
  const { rows } = await client.query(
    `INSERT INTO "Client" ("id", "freelancerId", "name")
      SELECT gen_random_uuid(), "freelancerId", 'A large client' FROM "Studio" RETURNING "id", "freelancerId"`,
  );
  const [{ id: clientId, freelancerId }] = rows;
  const tokens = Array.from({ length: PAGES }, () => randomBytes(32).toString("base64url"));
  for (const [n, token] of tokens.entries())
    await client.query(
      `INSERT INTO "Contact" ("id", "freelancerId", "clientId", "name", "address", "zone", "linkHash", "linkCipher")
        VALUES (gen_random_uuid(), $1, $2, 'Reader', $3, 'Europe/Lisbon', $4, '\\x00')`,
      [
        freelancerId,
        clientId,
        `reader${n}@example.com`,
        createHash("sha256").update(token).digest(),
      ],
    );
  return { tokens, clientId };
}
