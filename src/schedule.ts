import { sweepExpired } from "@/auth/sweep";
import { deliverDueEmails } from "@/features/emails/delivery/commands";
import { checkOutbox, warnOfStall } from "@/features/emails/quarantine/commands";
import { forgetOldEvents } from "@/features/emails/events/commands";
import { noteMisses, writeMorningEmails } from "@/features/deadlines/risk/commands";
import { sweepFiles } from "@/features/files/commands";
import { issueDueFollowUps } from "@/features/follow-ups/issue/commands";
import { gatherWork } from "@/features/projects/work-notes/commands";
import { forgetSurveyLinks } from "@/features/surveys/commands";
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
  { queue: "deliver-emails", cron: "* * * * *", work: deliverDueEmails },
  {
    queue: "issue-follow-ups",
    cron: "* * * * *",
    work: whenOpen((stopped) => issueDueFollowUps(new Date(), stopped)),
  },
  {
    queue: "watch-promises",
    cron: "*/5 * * * *",
    work: () =>
      Promise.all([
        noteMisses(new Date()),
        whenOpen(() => writeMorningEmails(new Date()))(() => false),
      ]),
  },
  {
    queue: "gather-work",
    cron: "* * * * *",
    work: whenOpen((stopped) => gatherWork(new Date(), stopped)),
  },
  { queue: "watch-outbox", cron: "* * * * *", work: () => warnOfStall(new Date()) },
  {
    queue: "sweep",
    cron: "17 3 * * *",
    work: () =>
      Promise.all([
        sweepExpired(new Date()),
        forgetOldEvents(new Date()),
        forgetSurveyLinks(new Date()),
      ]),
  },
  { queue: "sweep-files", cron: "47 * * * *", work: () => sweepFiles(new Date()) },
];
