import { fromPrisma, PgBoss, type Clock } from "pg-boss";
import { atEnd, db, Prisma, type Tx } from "@/db/client";
import { databaseNow } from "@/db/clock";
import { directOptions } from "@/db/connection";
import { log, plainError } from "@/lib/log";
import { listenFor } from "@/live/listen";
import { LIVE_CHANNEL } from "@/live/notify";

/** The queues. Each wakes work that reads its state from its own table. */
export type QueueName =
  | "back-up"
  | "deliver-emails"
  | "draw-previews"
  | "erase"
  | "fetch-emails"
  | "forget"
  | "gather-work"
  | "issue-follow-ups"
  | "send-webhooks"
  | "settle-figures"
  | "sweep"
  | "sweep-files"
  | "watch-outbox"
  | "watch-promises";
const queues: QueueName[] = [
  "back-up",
  "deliver-emails",
  "draw-previews",
  "erase",
  "fetch-emails",
  "forget",
  "gather-work",
  "issue-follow-ups",
  "send-webhooks",
  "settle-figures",
  "sweep",
  "sweep-files",
  "watch-outbox",
  "watch-promises",
];

const cached = globalThis as unknown as { uptomarkBoss?: Promise<PgBoss> };

/** Returns the queue, started on first use. Only the worker supervises it and runs its schedule. */
export function queue(role: "web" | "worker" = "web"): Promise<PgBoss> {
  cached.uptomarkBoss ??= open(role).catch((error: unknown) => {
    cached.uptomarkBoss = undefined;
    throw error;
  });
  return cached.uptomarkBoss;
}

/** One clock for waking and for claiming. */
const clock: Clock = {
  now: () => databaseNow().getTime(),
  setTimeout: (work, ms) => setTimeout(work, ms),
  clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
  setInterval: (work, ms) => setInterval(work, ms),
  clearInterval: (handle) => clearInterval(handle as NodeJS.Timeout),
};

async function open(role: "web" | "worker"): Promise<PgBoss> {
  // To make the schema takes a right on the whole database; where it exists none is needed.
  const [schema] = await db().$queryRaw<{ isThere: boolean }[]>`
    SELECT to_regnamespace('pgboss') IS NOT NULL AS "isThere"`;
  const boss = new PgBoss({
    ...directOptions(role === "worker" ? 4 : 2),
    supervise: role === "worker",
    schedule: role === "worker",
    useListenNotify: role === "worker",
    createSchema: !schema?.isThere,
    clock,
    // Polls rarely at rest: a notification wakes it for what is to be done at once.
    cronWorkerIntervalSeconds: 15,
    queueCacheIntervalSeconds: 300,
    // Parts of it that nothing here uses.
    bamIntervalSeconds: 3600,
    flowIntervalSeconds: 3600,
  });
  boss.on("error", (error) =>
    log().warn(plainError(error), "the queue lost its database; it tries again"),
  );
  try {
    await boss.start();
    await makeQueues(boss);
  } catch (error) {
    await boss.stop({ graceful: false });
    throw error;
  }
  return boss;
}

async function makeQueues(boss: PgBoss): Promise<void> {
  // Queues of an older version that nobody works any more would fill up by their schedule.
  for (const { name } of await boss.getQueues())
    if (RETIRED.includes(name)) {
      await boss.unschedule(name);
      await boss.deleteQueue(name);
    }
  // "short": at most one waiting job per slot; the job only says "look now".
  for (const name of queues)
    await boss.createQueue(name, {
      policy: "short",
      notify: true,
      expireInSeconds: 300,
      heartbeatSeconds: 60,
      retryLimit: 0,
      deleteAfterSeconds: 3600,
    });
}

/** Queues of older versions, under the names they had. */
const RETIRED = ["carry-letters", "watch-letters"];

const waits = (name: QueueName) => `queue:${name}`;

/**
 * Wakes a queue, together with the transaction or not at all: now, or, where `at` is still to come, by telling
 * the workers to look when that is. A wake-up that is lost costs at most a minute, since the schedule looks too.
 */
export function wake(tx: Tx, name: QueueName, at: Date): void {
  if (at > databaseNow()) atEnd(tx, `tell ${name}`, () => tellAlarms(tx, name));
  // The job's row is locked until the commit, and every other wake-up waits for it: so it comes last.
  else
    atEnd(tx, `wake ${name}`, async () => {
      const boss = await queue();
      // Several wake-ups are one.
      await boss.send(name, null, { db: fromPrisma(tx), singletonKey: "now" });
    });
}

/** Has every worker look when the next piece of work of a queue falls due. */
export async function tellAlarms(within: Pick<Tx, "$executeRaw">, name: QueueName): Promise<void> {
  await within.$executeRaw`SELECT ${alarm(name)}`;
}

/** The same as a part of a statement. */
export const alarm = (name: QueueName) => Prisma.sql`pg_notify(${LIVE_CHANNEL}, ${waits(name)})`;

/**
 * Wakes a queue the moment its next piece of work falls due, in `msUntilNext` milliseconds by the database's
 * clock: asked at once, whenever something new is put off, and by `look`. Returns `look`, and how to stop.
 */
export function keepAlarm(name: QueueName, msUntilNext: () => Promise<number | null>) {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let looking = false;
  let again = false;
  const failed = (error: unknown) =>
    log().warn(
      { queue: name, ...plainError(error) },
      "the alarm cannot be set; a minute's look follows",
    );
  const ring = async () => (await queue("worker")).send(name, null, { singletonKey: "now" });
  const set = async () => {
    const ms = await msUntilNext();
    clearTimeout(timer);
    if (ms === null || stopped) return;
    // What is further off is looked at again by then.
    timer = setTimeout(
      () => (ms > FAR_MS ? look() : void ring().catch(failed)),
      Math.min(ms, FAR_MS),
    );
  };
  // A burst of changes is one look, and one more at its end.
  const look = () => {
    again = looking;
    if (!looking) void lookOnce();
  };
  const lookOnce = async () => {
    looking = true;
    await set().catch(failed);
    looking = false;
    if (again) look();
  };
  const unlisten = listenFor(waits(name), look);
  look();
  return {
    look,
    stop: () => {
      stopped = true;
      unlisten();
      clearTimeout(timer);
    },
  };
}

const FAR_MS = 3_600_000;

/** Ends the queue gracefully: what is being worked on may finish within 20 seconds. */
export async function closeQueue(): Promise<void> {
  // One that never opened has nothing to end.
  const boss = await cached.uptomarkBoss?.catch(() => undefined);
  cached.uptomarkBoss = undefined;
  await boss?.stop({ graceful: true, timeout: 20_000 });
}
