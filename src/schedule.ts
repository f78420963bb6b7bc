import { carryDueLetters } from "@/features/letters/carrier/commands";
import { issueDueFollowUps } from "@/features/follow-ups/commands";
import type { QueueName } from "@/queue/boss";

/** All that runs by itself: each looks once a minute. Letters are woken for besides, the moment one falls due. */
export const schedule: { queue: QueueName; cron: string; work: (stopped: () => boolean) => Promise<number> }[] = [
  { queue: "carry-letters", cron: "* * * * *", work: carryDueLetters },
  { queue: "issue-follow-ups", cron: "* * * * *", work: (stopped) => issueDueFollowUps(new Date(), stopped) },
];
