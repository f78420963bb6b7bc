import { sweepExpired } from "@/auth/sweep";
import { carryDueLetters } from "@/features/letters/carrier/commands";
import { forgetOldEvents } from "@/features/letters/events/commands";
import { noteMisses, writeMorningLetters } from "@/features/deadlines/risk/commands";
import { sweepFiles } from "@/features/files/commands";
import { issueDueFollowUps } from "@/features/follow-ups/issue/commands";
import { gatherWork } from "@/features/projects/work-notes/commands";
import { forgetSurveyLinks } from "@/features/surveys/commands";
import type { QueueName } from "@/queue/boss";

type Entry = { queue: QueueName; cron: string; work: (stopped: () => boolean) => Promise<unknown> };

/** All that runs by itself, and how often. Letters are woken for besides, the moment one falls due. */
export const schedule: Entry[] = [
  { queue: "carry-letters", cron: "* * * * *", work: carryDueLetters },
  { queue: "issue-follow-ups", cron: "* * * * *", work: (stopped) => issueDueFollowUps(new Date(), stopped) },
  { queue: "watch-promises", cron: "*/5 * * * *", work: () => Promise.all([noteMisses(new Date()), writeMorningLetters(new Date())]) },
  { queue: "gather-work", cron: "* * * * *", work: (stopped) => gatherWork(new Date(), stopped) },
  { queue: "sweep", cron: "17 3 * * *", work: () => Promise.all([sweepExpired(new Date()), forgetOldEvents(new Date()), forgetSurveyLinks(new Date())]) },
  { queue: "sweep-files", cron: "47 * * * *", work: () => sweepFiles(new Date()) },
];
