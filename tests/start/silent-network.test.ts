import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { Client, Pool } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { db, inTransaction } from "@/db/client";
import { listenFor } from "@/live/listen";
import { LIVE_CHANNEL } from "@/live/notify";
import { closeQueue, queue } from "@/queue/boss";
import { startSilentProxy } from "@tests/support/silent-proxy";

const server = process.env.TEST_DATABASE_URL!;
const name = `uptomark_silent_${randomBytes(6).toString("hex")}`;
let proxy: Awaited<ReturnType<typeof startSilentProxy>>;

async function onServer(sql: string, database = "postgres"): Promise<void> {
  const url = new URL(server);
  url.pathname = `/${database}`;
  const client = new Client({ connectionString: url.href });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

beforeAll(async () => {
  await onServer(`CREATE DATABASE "${name}" TEMPLATE uptomark_template`);
  const url = new URL(server);
  proxy = await startSilentProxy({ host: url.hostname, port: Number(url.port) });
  Object.assign(url, { port: String(proxy.port), pathname: `/${name}` });
  Object.assign(process.env, {
    DATABASE_URL: url.href,
    APP_URL: "http://localhost:3000",
    APP_SECRET: "a secret for the tests alone, of no worth",
    LOG_LEVEL: "silent",
  });
});
afterAll(async () => {
  await closeQueue();
  await db().$disconnect();
  proxy.stop();
  await onServer(`DROP DATABASE "${name}" WITH (FORCE)`);
});

/** In how many seconds `work` succeeds at last, tried again and again. */
async function secondsUntil(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  for (;;) {
    try {
      await work();
      return (performance.now() - from) / 1000;
    } catch {
      await pause(100);
    }
  }
}

test("a network that goes silent is noticed, and everything is back within 30 seconds", async () => {
  const ask = () => db().$queryRaw`SELECT 1`;
  const inTurn = () => inTransaction((tx) => tx.$queryRaw`SELECT 1`);
  const boss = await queue("worker");
  const look = () => boss.getQueueStats("deliver-emails", { force: true });
  let heard = 0;
  const stop = listenFor("someone", () => (heard += 1));
  const knock = async () => {
    const before = heard;
    await onServer(`SELECT pg_notify('${LIVE_CHANNEL}', 'someone')`, name);
    await expect.poll(() => heard, { timeout: 500 }).toBeGreaterThan(before);
  };
  // Several connections of the pool are open, and idle, as they are between two requests.
  await Promise.all([...Array.from({ length: 5 }, ask), inTurn(), look()]);
  await secondsUntil(knock);

  // The control: the same driver without the time-out on our side.
  const bare = new Pool({ connectionString: process.env.DATABASE_URL, max: 1 });
  await bare.query("SELECT 1");

  proxy.silence();
  const silent = Promise.all([ask(), inTurn(), look()].map((one) => one.catch(() => "no answer")));
  const withoutTimeout = bare.query("SELECT 1").then(
    () => "answered",
    () => "ended",
  );
  await pause(1_000);
  proxy.heal();
  const back = await Promise.all([ask, inTurn, look, knock].map(secondsUntil));
  expect(await silent).toEqual(["no answer", "no answer", "no answer"]);
  expect(Math.max(...back)).toBeLessThan(25);
  // One request after the other: none of them gets a connection from before.
  for (let n = 0; n < 10; n += 1) await ask();
  expect(await Promise.race([withoutTimeout, pause(100).then(() => "still waiting")])).toBe(
    "still waiting",
  );
  stop();
}, 90_000);
