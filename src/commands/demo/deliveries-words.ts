import type { Verdict } from "@/db/enums";
import type { Delivery, Kept } from "./deliveries";

export const inTime = { kind: "kept" } as const;
export const moved = (byDays: number, daysEarly: number, reason: string) =>
  ({ kind: "moved", byDays, daysEarly, reason }) as const;
export const missed = (lateDays: number) => ({ kind: "missed", lateDays }) as const;
export const up = (effort: number, words = "") => ["UP_TO_MARK", effort, words] as const;
export const asked = (
  minutes: number,
  question: string,
  reply: string,
  by?: "EMAIL" | "PHONE",
) => ({
  question,
  reply,
  minutes,
  by,
});

export type Told = readonly [
  who: string,
  title: string,
  daysAgo: number,
  weeks: number,
  date: Kept,
  answer: readonly [Verdict, number, string] | null,
  asked: Delivery["asked"],
];
