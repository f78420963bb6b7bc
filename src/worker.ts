import { db, requireUtc } from "@/db/client";
import { databaseNow, followClock, wakeClock } from "@/db/clock";
import { checkPooler, whyUnusable } from "@/db/pooler";
import { warnOfZones } from "@/features/clients/zones/commands";
import { msUntilNextSend } from "@/features/emails/delivery/claim";
import { msUntilNextFetch } from "@/features/inbound/arrivals/commands";
import { msUntilNextDelivery } from "@/features/webhooks/delivery/commands";
import { hasExtensions } from "@/features/search/queries";
import { readEnvFile } from "@/lib/env";
import { log, plainError } from "@/lib/log";
import { telemetry, traced } from "@/lib/telemetry";
import { onShutdown } from "@/lib/shutdown";
import { closeSmtp } from "@/mail/smtp";
import { closeMailboxes } from "@/mail/mailbox";
import { closeQueue, keepAlarm, queue, type QueueName } from "@/queue/boss";
import { listenForMetrics } from "@/server/metrics";
import { startTelemetry, watched } from "@/telemetry/start";
import { schedule } from "@/schedule";
import { replayErasures } from "@/workflows/erase-client/replay/commands";
import { watchMailbox } from "@/workflows/receive-email/imap/commands";
import { watchOwnMailboxes } from "@/workflows/receive-email/imap/own/commands";

readEnvFile();
await startTelemetry("worker");
const metrics = listenForMetrics();
let stopping = false;
const stop = new AbortController();
let watching: Promise<unknown> | undefined;
const alarms = new Map<QueueName, ReturnType<typeof keepAlarm>>();
const stopAlarms = () => alarms.forEach((alarm) => alarm.stop());
onShutdown(async () => {
  stopping = true;
  stopAlarms();
  stop.abort();
  await Promise.all([closeQueue(), watching]);
  closeMailboxes();
  closeSmtp();
  metrics?.close();
  await watched()?.stop();
  await db().$disconnect();
});

/** While the queue can be listened to, a poll is for what got lost; without, for everything. */
const POLLING = { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 60 };

const WITHOUT_EXTENSIONS =
  "search is limited: the database lacks the extensions unaccent and pg_trgm. Make them as its owner or a " +
  "superuser (CREATE EXTENSION unaccent; CREATE EXTENSION pg_trgm), and start again";

/** Does one queue's work, and says how long it took. */
async function observedWork(name: QueueName, work: (typeof schedule)[number]["work"]) {
  const began = performance.now();
  let outcome = "failed";
  try {
    await wakeClock();
    await traced(`job ${name}`, "internal", { queue: name }, () => work(() => stopping));
    outcome = "done";
  } catch (error) {
    // The queue forgets why a job failed; the next look, within a minute, tries again.
    log().error({ queue: name, ...plainError(error) }, "scheduled work failed");
    throw error;
  } finally {
    // What is tried later, or waits for a morning, has another time now.
    alarms.get(name)?.look();
    const took = performance.now() - began;
    telemetry()?.time("uptomark.job.duration", took, { queue: name, outcome });
  }
}

/** Begins to work the queues. Throws when the database cannot be reached. */
async function begin(): Promise<void> {
  await checkPooler();
  await requireUtc();
  await followClock();
  await warnOfZones(databaseNow());
  // Before the first email: a database that was restored may hold people who were erased since.
  await replayErasures();
  if (!(await hasExtensions())) log().warn(WITHOUT_EXTENSIONS);
  const boss = await queue("worker");
  alarms.set("deliver-emails", keepAlarm("deliver-emails", msUntilNextSend));
  alarms.set("send-webhooks", keepAlarm("send-webhooks", msUntilNextDelivery));
  alarms.set("fetch-emails", keepAlarm("fetch-emails", msUntilNextFetch));
  for (const { queue: name, cron, work } of schedule) {
    await boss.work(name, POLLING, () => observedWork(name, work));
    await boss.schedule(name, cron);
  }
  watching ??= Promise.all([watchMailbox(stop.signal), watchOwnMailboxes(stop.signal)]);
  log().info("worker is at work");
}

while (!stopping) {
  try {
    await begin();
    break;
  } catch (error) {
    const problem = whyUnusable(error);
    if (problem) {
      process.stderr.write(`${problem}\n`);
      process.exit(1);
    }
    stopAlarms();
    log().warn(plainError(error), "the worker cannot begin yet; it tries again");
    await new Promise((again) => setTimeout(again, 2_000));
  }
}
