import { databaseNow } from "@/db/clock";
import { readBackups } from "@/features/backups/queries";
import { readOutboxFigures } from "@/features/emails/outbox/queries";
import { log, plainError } from "@/lib/log";
import { shared } from "@/lib/shared";
import { within } from "@/lib/within";
import { readJobs } from "@/queue/figures";
import type { Figure, FigureKinds, Source } from "@/telemetry/metrics";

/** Every state is told, 0 as well: an alarm cannot be set on what is not there. */
const STATES =
  "held,due,being sent,needs review,sent,delivered,bounced,marked as spam,skipped,cancelled".split(
    ",",
  );

const kinds: FigureKinds = {
  "uptomark.database.up": { help: "Whether the figures of the database could be read: 1 or 0" },
  "uptomark.outbox.emails": {
    help: "Emails by state: those that wait now, for their time or a person; of the others the last 24 hours'",
  },
  "uptomark.outbox.oldest_due": { help: "For how long the oldest due email waits", unit: "s" },
  "uptomark.outbox.closed": { help: "Whether the outbox is closed: 1 or 0" },
  "uptomark.email.last_sent.timestamp": { help: "When an email was last accepted", unit: "s" },
  "uptomark.provider.last_event.timestamp": {
    help: "When the mail provider last said something of an email",
    unit: "s",
  },
  "uptomark.job.waiting": { help: "For how long the oldest job of a queue waits", unit: "s" },
  "uptomark.job.working": { help: "For how long it is being worked on", unit: "s" },
  "uptomark.job.last_done.timestamp": {
    help: "When one was last done, within the hour",
    unit: "s",
  },
  "uptomark.job.last_failed.timestamp": { help: "When one last failed, likewise", unit: "s" },
  "uptomark.backup.last.timestamp": { help: "Of which moment the last backup is", unit: "s" },
  "uptomark.backup.last_failed.timestamp": {
    help: "When one failed, where none was made since",
    unit: "s",
  },
};

/** A moment as Prometheus has it; nothing where there is none. */
const at = (name: string, when: Date | null | undefined, labels?: Figure["labels"]): Figure[] =>
  when ? [{ name, value: when.getTime() / 1000, labels }] : [];

async function readAll(): Promise<Figure[]> {
  const [outbox, jobs, backups] = await Promise.all([
    readOutboxFigures(),
    readJobs(),
    readBackups(databaseNow()),
  ]);
  return [
    { name: "uptomark.database.up", value: 1 },
    ...STATES.map((state) => ({
      name: "uptomark.outbox.emails",
      value: outbox.states[state] ?? 0,
      labels: { state },
    })),
    { name: "uptomark.outbox.oldest_due", value: outbox.oldestDueSeconds },
    { name: "uptomark.outbox.closed", value: Number(outbox.isClosed) },
    ...at("uptomark.email.last_sent.timestamp", outbox.lastSentAt),
    ...at("uptomark.provider.last_event.timestamp", outbox.lastEventAt),
    ...jobs.flatMap(({ queue, waitingSeconds, workingSeconds, doneAt, failedAt }) => [
      { name: "uptomark.job.waiting", value: waitingSeconds, labels: { queue } },
      { name: "uptomark.job.working", value: workingSeconds, labels: { queue } },
      ...at("uptomark.job.last_done.timestamp", doneAt, { queue }),
      ...at("uptomark.job.last_failed.timestamp", failedAt, { queue }),
    ]),
    ...at("uptomark.backup.last.timestamp", backups?.madeAt),
    ...at("uptomark.backup.last_failed.timestamp", backups?.failedAt),
  ];
}

/** One look within five seconds, however many ask. */
const look = shared(readAll, 5_000);

/** What the database says of the whole install, within two seconds; that it says nothing is a figure, too. */
export const figures: Source = {
  kinds,
  read: async () => {
    try {
      return await within(2_000, look());
    } catch (error) {
      log().warn(plainError(error), "the figures cannot be read");
      return [{ name: "uptomark.database.up", value: 0 }];
    }
  },
};
