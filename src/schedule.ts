import { carryDueLetters } from "@/features/letters/carrier/commands";
import { issueDueFollowUps } from "@/features/follow-ups/commands";
import type { QueueName } from "@/queue/boss";

/** All that runs by itself. Each is woken when something falls due, and looks once a minute besides, in case a wake-up was lost. */
export const schedule: { queue: QueueName; cron: string; work: (stopped: () => boolean) => Promise<number> }[] = [
  { queue: "carry-letters", cron: "* * * * *", work: carryDueLetters },
  { queue: "issue-follow-ups", cron: "* * * * *", work: (stopped) => issueDueFollowUps(new Date(), stopped) },
];
