import { fromPrisma, PgBoss } from "pg-boss";
import type { Tx } from "@/db/client";
import { connectionOptions } from "@/db/connection";
import { log, plainError } from "@/lib/log";

/** The queues: each wakes a piece of work that reads its own truth from its own table. */
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

/** The queue, started at the first need. Only the worker supervises it and runs its schedule. */
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
  // What an older version made and nobody works any more would fill up by its schedule.
  for (const { name } of await boss.getQueues())
    if (RETIRED.includes(name)) {
      await boss.unschedule(name);
      await boss.deleteQueue(name);
    }
  // "short": at most one waiting job for each slot; the job says only "look now".
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
 * Wakes a queue at an instant, together with the transaction or not at all. Several wake-ups within
 * two seconds are one; one that is lost costs at most a minute, since the schedule looks too.
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

/** Ends the queue gracefully: what is being worked on may finish within 20 seconds. */
export async function closeQueue(): Promise<void> {
  // One that never opened has nothing to end.
  const boss = await kept.uptomarkBoss?.catch(() => undefined);
  kept.uptomarkBoss = undefined;
  await boss?.stop({ graceful: true, timeout: 20_000 });
}
