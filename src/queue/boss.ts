import { fromPrisma, PgBoss } from "pg-boss";
import { connectionOptions, type Tx } from "@/db/client";
import { log, plainError } from "@/lib/log";

/** The queues. Each wakes work that reads its state from its own table. */
export type QueueName =
  | "deliver-emails"
  | "gather-work"
  | "issue-follow-ups"
  | "sweep"
  | "sweep-files"
  | "watch-outbox"
  | "watch-promises";
const queues: QueueName[] = [
  "deliver-emails",
  "gather-work",
  "issue-follow-ups",
  "sweep",
  "sweep-files",
  "watch-outbox",
  "watch-promises",
];

const kept = globalThis as unknown as { uptomarkBoss?: Promise<PgBoss> };

/** Returns the queue, started on first use. Only the worker supervises it and runs its schedule. */
export function queue(role: "web" | "worker" = "web"): Promise<PgBoss> {
  kept.uptomarkBoss ??= open(role).catch((error: unknown) => {
    kept.uptomarkBoss = undefined;
    throw error;
  });
  return kept.uptomarkBoss;
}

async function open(role: "web" | "worker"): Promise<PgBoss> {
  const boss = new PgBoss({
    ...connectionOptions(role === "worker" ? 4 : 2),
    supervise: role === "worker",
    schedule: role === "worker",
    useListenNotify: role === "worker",
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

const SLOT_MS = 2_000;

/**
 * Wakes a queue at an instant, as part of the transaction. Several wake-ups within two seconds
 * become one. A lost one costs at most a minute, because the schedule looks too.
 */
export async function wake(tx: Tx, name: QueueName, at: Date): Promise<void> {
  const slot = Math.ceil(at.getTime() / SLOT_MS);
  const boss = await queue();
  await boss.send(name, null, {
    db: fromPrisma(tx),
    startAfter: new Date(slot * SLOT_MS),
    singletonKey: String(slot),
  });
}

/** Stops the queue gracefully: current work may finish within 20 seconds. */
export async function closeQueue(): Promise<void> {
  // One that never opened has nothing to end.
  const boss = await kept.uptomarkBoss?.catch(() => undefined);
  kept.uptomarkBoss = undefined;
  await boss?.stop({ graceful: true, timeout: 20_000 });
}
