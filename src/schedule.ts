import { sweepExpired } from "@/auth/sweep";
import { databaseNow } from "@/db/clock";
import { warnOfZones } from "@/features/clients/zones/commands";
import { deliverDueEmails } from "@/features/emails/delivery/commands";
import { checkOutbox, warnOfStall } from "@/features/emails/quarantine/commands";
import { forgetOldEvents } from "@/features/emails/events/commands";
import { forgetOldArrivals } from "@/features/inbound/arrivals/commands";
import { sweepIgnored } from "@/features/inbound/commands";
import { fetchArrivals } from "@/workflows/receive-email/arrivals/commands";
import { noteMisses, writeMorningEmails } from "@/features/deadlines/risk/commands";
import { noteMissedPledges } from "@/features/pledges/commands";
import { sweepFiles } from "@/features/files/commands";
import { deleteDue } from "@/features/files/deletions/commands";
import { completeDue } from "@/workflows/complete-project/waiting/commands";
import { drawPreviews } from "@/features/files/previews/commands";
import { issueDueFollowUps } from "@/workflows/ask-client/commands";
import { gatherWork } from "@/features/projects/progress-updates/commands";
import { askSubcontractors } from "@/features/subcontractors/questions/commands";
import { sweepAssignmentFiles } from "@/features/subcontractors/uploads/commands";
import { forgetSurveyLinks } from "@/features/surveys/commands";
import { sendDueWebhooks, sweepDeliveries } from "@/features/webhooks/delivery/commands";
import { settleApologies } from "@/workflows/send-apology/commands";
import { releaseDueMessages } from "@/workflows/post-message/commands";
import { settleNotices } from "@/workflows/own-it/commands";
import { finishErasures } from "@/workflows/erase-client/replay/commands";
import { eraseDueStudios } from "@/workflows/erase-studio/commands";
import { forgetOld } from "@/workflows/forget-old/commands";
import { settleFigures } from "@/workflows/settle-figures/commands";
import { reviewYears } from "@/workflows/review-year/commands";
import { planQuietChecks } from "@/workflows/plan-quiet-checks/commands";
import { backUpWhenDue } from "@/workflows/back-up/commands";
import type { QueueName } from "@/queue/boss";

type Entry = { queue: QueueName; cron: string; work: (stopped: () => boolean) => Promise<unknown> };

/**
 * Work that writes emails waits while the outbox is closed: a restored database may have written
 * them before.
 */
const whenOpen =
  (work: Entry["work"]): Entry["work"] =>
  async (stopped) =>
    (await checkOutbox()) && work(stopped);

/**
 * Everything that runs on a schedule, and how often. Emails also wake the worker the moment one
 * falls due.
 */
export const schedule: Entry[] = [
  {
    queue: "deliver-emails",
    cron: "* * * * *",
    work: async (stopped) => {
      if (await checkOutbox()) await releaseDueMessages(databaseNow());
      await deliverDueEmails(stopped);
      await settleApologies(databaseNow());
      await settleNotices(databaseNow());
    },
  },
  {
    queue: "issue-follow-ups",
    cron: "* * * * *",
    work: whenOpen(async (stopped) => {
      await completeDue(databaseNow());
      await planQuietChecks(databaseNow(), stopped);
      await issueDueFollowUps(databaseNow(), stopped);
      await askSubcontractors(databaseNow());
    }),
  },
  {
    queue: "watch-promises",
    cron: "*/5 * * * *",
    work: (stopped) =>
      Promise.all([
        noteMisses(databaseNow()),
        noteMissedPledges(databaseNow()),
        whenOpen(() => writeMorningEmails(databaseNow(), stopped))(stopped),
        whenOpen(() => reviewYears(databaseNow(), stopped))(stopped),
      ]),
  },
  {
    queue: "gather-work",
    cron: "* * * * *",
    work: whenOpen((stopped) => gatherWork(databaseNow(), stopped)),
  },
  {
    queue: "erase",
    cron: "* * * * *",
    work: async (stopped) => {
      await finishErasures(stopped);
      await eraseDueStudios(databaseNow(), stopped);
      await deleteDue(databaseNow(), stopped);
    },
  },
  {
    queue: "back-up",
    cron: "*/5 * * * *",
    work: (stopped) => backUpWhenDue(databaseNow(), stopped),
  },
  { queue: "forget", cron: "23 2-4 * * *", work: (stopped) => forgetOld(databaseNow(), stopped) },
  {
    queue: "settle-figures",
    cron: "* * * * *",
    work: (stopped) => settleFigures(databaseNow(), stopped),
  },
  {
    queue: "draw-previews",
    cron: "* * * * *",
    work: (stopped) => drawPreviews(databaseNow(), stopped),
  },
  { queue: "fetch-emails", cron: "* * * * *", work: fetchArrivals },
  {
    queue: "send-webhooks",
    cron: "* * * * *",
    work: whenOpen((stopped) => sendDueWebhooks(stopped)),
  },
  { queue: "watch-outbox", cron: "* * * * *", work: () => warnOfStall(databaseNow()) },
  {
    queue: "sweep",
    cron: "17 3 * * *",
    work: () =>
      Promise.all([
        sweepExpired(databaseNow()),
        forgetOldEvents(databaseNow()),
        forgetOldArrivals(databaseNow()),
        forgetSurveyLinks(databaseNow()),
        sweepDeliveries(databaseNow()),
        warnOfZones(databaseNow()),
      ]),
  },
  {
    queue: "sweep-files",
    cron: "47 * * * *",
    work: () =>
      Promise.all([
        sweepFiles(databaseNow()),
        sweepAssignmentFiles(databaseNow()),
        sweepIgnored(databaseNow()),
      ]),
  },
];
