import type { Verdict } from "@/db/enums";
import { lastYear } from "./deliveries-last-year";
import { thisYear } from "./deliveries-this-year";

/** What became of a delivery's promised date. */
export type Kept =
  | { kind: "kept" }
  /** Moved with a reason, so many days before the day that had been promised; fewer than none is after it. */
  | { kind: "moved"; byDays: number; daysEarly: number; reason: string }
  /** The day passed without a word. */
  | { kind: "missed"; lateDays: number };

export type Delivery = {
  who: string;
  title: string;
  /** How many days ago it was completed, and how long it took. */
  daysAgo: number;
  weeks: number;
  date: Kept;
  answer?: [verdict: Verdict, effort: number, words: string];
  /** A question of the client's and the reply, and after how many minutes of work it came. */
  asked: { question: string; reply: string; minutes: number; by?: "EMAIL" | "PHONE" }[];
};

/** What was delivered before the weeks that the rest of the demo tells of, the oldest first. */
export const deliveries: Delivery[] = [...lastYear, ...thisYear].map(
  ([who, title, daysAgo, weeks, date, answer, lines]) => ({
    who,
    title,
    daysAgo,
    weeks,
    date,
    answer: answer ? [...answer] : undefined,
    asked: lines,
  }),
);
