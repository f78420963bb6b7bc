import pino from "pino";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { sayOnceAMinute } from "@/lib/log";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A log whose lines are kept. */
function keptLog() {
  const lines: { msg: string; times?: number }[] = [];
  const write = (line: string) => lines.push(JSON.parse(line));
  return { lines, log: pino({ hooks: { logMethod: sayOnceAMinute() } }, { write }) };
}

test("a warning is said once, then how often a minute", () => {
  const { lines, log } = keptLog();
  for (let time = 0; time < 500; time++) log.warn({ code: "ECONNREFUSED" }, "not ready");
  expect(lines).toMatchObject([{ msg: "not ready" }]);
  vi.advanceTimersByTime(60_000);
  expect(lines.slice(1)).toMatchObject([{ msg: "not ready", code: "ECONNREFUSED", times: 499 }]);
  // A sentence without facts as well.
  for (let time = 0; time < 2; time++) log.error("the disk is full");
  expect(lines).toHaveLength(3);
  // Quiet for a minute, it is said at once again.
  vi.advanceTimersByTime(60_000);
  log.warn({ code: "ECONNREFUSED" }, "not ready");
  expect(lines.at(-1)).toMatchObject({ msg: "not ready" });
  expect(lines.at(-1)!.times).toBeUndefined();
});

test("what is new, or has an id, is always said", () => {
  const { lines, log } = keptLog();
  log.warn({ code: "ECONNREFUSED" }, "not ready");
  log.warn({ code: "57P03" }, "not ready");
  for (const followUp of ["a", "b"]) log.error({ followUp }, "could not be issued");
  for (const id of ["a", "b"]) log.error({ id, code: "57P03" }, "an action failed");
  for (let time = 0; time < 2; time++) log.info({ port: 3000 }, "web is listening");
  expect(lines).toHaveLength(8);
});
