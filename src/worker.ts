import { db, NotUtc, requireUtc } from "@/db/client";
import { log, plainError } from "@/lib/log";
import { onShutdown } from "@/lib/shutdown";
import { closeQueue, queue } from "@/queue/boss";
import { schedule } from "@/schedule";

let stopping = false;
onShutdown(async () => {
  stopping = true;
  await closeQueue();
  await db().$disconnect();
});

/** Starts working the queues. Throws when the database cannot be reached. */
async function begin(): Promise<void> {
  await requireUtc();
  const boss = await queue("worker");
  for (const { queue: name, cron, work } of schedule) {
    await boss.work(
      name,
      { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 1 },
      async () => {
        try {
          await work(() => stopping);
        } catch (error) {
          // The queue does not store why a job failed; the next run, within a minute, tries again.
          log().error({ queue: name, ...plainError(error) }, "scheduled work failed");
          throw error;
        }
      },
    );
    await boss.schedule(name, cron);
  }
  log().info("worker is at work");
}

while (!stopping) {
  try {
    await begin();
    break;
  } catch (error) {
    if (error instanceof NotUtc) {
      process.stderr.write(`${error.message}\n`);
      process.exit(1);
    }
    log().warn(plainError(error), "the worker cannot begin yet; it tries again");
    await new Promise((again) => setTimeout(again, 2_000));
  }
}
