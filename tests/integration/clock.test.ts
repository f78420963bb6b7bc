import { setTimeout as pause } from "node:timers/promises";
import { afterEach, describe, expect, test, vi } from "vitest";
import { db, inTransaction } from "@/db/client";
import { databaseNow, readClock, wakeClock } from "@/db/clock";
import { enqueueEmail } from "@/features/emails/commands";
import { deliverDueEmails } from "@/features/emails/delivery/commands";
import { msUntilNextSend } from "@/features/emails/delivery/claim";
import { closeQueue, keepAlarm, queue } from "@/queue/boss";
import { freelancer } from "@tests/support/factories";

const MINUTES = 60_000;
const real = () => performance.timeOrigin + performance.now();
const setMachineClock = (ms: number) =>
  vi.useFakeTimers({ toFake: ["Date"], now: real() + ms, shouldAdvanceTime: false });
afterEach(async () => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  await closeQueue();
});

/** Works the emails' queue as the worker does; `msUntilNext` is what its alarm is set by. */
async function work(msUntilNext: () => Promise<number | null>): Promise<() => void> {
  const boss = await queue("worker");
  const alarm = keepAlarm("deliver-emails", msUntilNext);
  await boss.work(
    "deliver-emails",
    { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 60 },
    async () => {
      await deliverDueEmails();
      alarm.look();
    },
  );
  return alarm.stop;
}

async function enqueueDueIn(seconds: number[]): Promise<string[]> {
  const { freelancerId } = await freelancer();
  const from = databaseNow().getTime();
  return Promise.all(
    seconds.map((after) =>
      inTransaction((tx) =>
        enqueueEmail(tx, {
          freelancerId,
          kind: "message.posted",
          dedupeKey: `clock:${Math.random()}`,
          fromName: "Mira Holm",
          replyTo: null,
          toName: "Ines Duarte",
          toAddress: "ines@example.com",
          subject: "An email",
          words: { greeting: "Dear Ines,", paragraphs: ["One."], closing: "Best,", signature: "M" },
          sendAt: new Date(from + after * 1000),
        }),
      ),
    ),
  );
}

test("a first answer that had to wait for a connection does not set the clock wrong", async () => {
  const busy = Array.from({ length: 40 }, () => db().$queryRaw`SELECT pg_sleep(0.3)::text`);
  await readClock();
  await Promise.all(busy);
  const [row] = await db().$queryRaw<{ ms: number }[]>`
    SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS "ms"`;
  expect(Math.abs(databaseNow().getTime() - row!.ms)).toBeLessThan(50);
});

test("a machine that was suspended reads the clock again before it answers", async () => {
  await readClock();
  const hour = 60 * MINUTES;
  const running = performance.now.bind(performance);
  // What a suspended machine's own count does: it has not gone on, while its clock has.
  vi.spyOn(performance, "now").mockImplementation(() => running() - hour);
  // The control: without another look it is an hour ago.
  expect(Math.abs(databaseNow().getTime() + hour - Date.now())).toBeLessThan(1_000);
  await Promise.all([wakeClock(), wakeClock()]);
  expect(Math.abs(databaseNow().getTime() - Date.now())).toBeLessThan(1_000);
});

test("a clock that ran on is not read again", async () => {
  await readClock();
  const asked = vi.spyOn(db(), "$queryRaw");
  await wakeClock();
  expect(asked).not.toHaveBeenCalled();
});

/** How many milliseconds after its time each email was sent, by the database's clock alone; null, not yet. */
async function lateness(ids: string[]): Promise<(number | null)[]> {
  const rows = await db().$queryRaw<{ late: number | null }[]>`
    SELECT (extract(epoch FROM "sentAt" - "sendAt") * 1000)::float8 AS "late" FROM "Email"
    WHERE "id" = ANY(${ids}::uuid[]) ORDER BY "sendAt"`;
  return rows.map(({ late }) => late);
}

describe.each([10 * MINUTES, -10 * MINUTES])("on a machine whose clock is %d ms off", (skew) => {
  test("the database's clock is followed, also when the machine's is set", async () => {
    await db().$queryRaw`SELECT 1`;
    setMachineClock(skew);
    expect(Math.abs((await readClock()) - skew)).toBeLessThan(1_000);
    expect(Math.abs(databaseNow().getTime() - real())).toBeLessThan(1_000);
    setMachineClock(-skew);
    expect(Math.abs(databaseNow().getTime() - real())).toBeLessThan(1_000);
  });

  test("every email is sent within five seconds of its time, none before", async () => {
    setMachineClock(skew);
    await readClock();
    const stop = await work(msUntilNextSend);
    const ids = await enqueueDueIn([0, 1, 2, 3]);
    await expect
      .poll(async () => (await lateness(ids)).every((late) => late !== null), { timeout: 15_000 })
      .toBe(true);
    stop();
    for (const late of await lateness(ids)) {
      // To the millisecond that the two clocks can be told apart by.
      expect(late).toBeGreaterThan(-250);
      expect(late).toBeLessThan(5_000);
    }
  });
});

test("the control: an alarm that is set by the machine's own clock rings too late", async () => {
  await readClock();
  setMachineClock(-10 * MINUTES);
  const stop = await work(async () => {
    const next = await db().email.findFirst({
      where: { settledAt: null },
      orderBy: { sendAt: "asc" },
    });
    return next && Math.max(0, next.sendAt.getTime() - Date.now());
  });
  const ids = await enqueueDueIn([1]);
  await pause(6_000);
  stop();
  expect(await lateness(ids)).toEqual([null]);
});
