import { afterEach, beforeEach, expect, test, vi } from "vitest";

const written: { msg: string; repeated?: number; id?: string }[] = [];
beforeEach(() => {
  vi.useFakeTimers();
  vi.resetModules();
  Object.assign(process.env, {
    DATABASE_URL: "postgresql://a:b@localhost/c",
    APP_URL: "http://localhost:3000",
    APP_SECRET: "a secret for the tests alone, of no worth",
  });
  written.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
});

/** The log as the product makes it, with what it writes kept here. */
async function openLog() {
  const { log } = await import("@/lib/log");
  const stream = Object.getOwnPropertySymbols(log()).find(
    (one) => String(one) === "Symbol(pino.stream)",
  )!;
  Object.defineProperty(log(), stream, {
    value: { write: (line: string) => written.push(JSON.parse(line)) },
  });
  return log();
}

test("a warning that is repeated is said once, and after a minute how often", async () => {
  const log = await openLog();
  for (let n = 0; n < 523; n += 1) log.warn({ code: "57P03" }, "a database connection was lost");
  expect(written.map(({ msg }) => msg)).toEqual(["a database connection was lost"]);
  vi.advanceTimersByTime(60_000);
  expect(written).toMatchObject([{}, { msg: "a database connection was lost", repeated: 522 }]);
  log.warn({ code: "57P03" }, "a database connection was lost");
  expect(written).toHaveLength(3);
});

test("the control: lines that differ, and lines that only inform, are all said", async () => {
  const log = await openLog();
  log.error({ id: "1" }, "a request failed");
  log.error({ id: "2" }, "a request failed");
  log.info("ready");
  log.info("ready");
  expect(written).toHaveLength(4);
  vi.advanceTimersByTime(60_000);
  expect(written).toHaveLength(4);
});
