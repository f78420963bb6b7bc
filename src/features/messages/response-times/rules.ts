import type { Channel } from "@/db/enums";
import { voiceOf, type ThreadLine } from "@/features/messages/rules";
import {
  answersBy,
  daysOffOf,
  hoursOf,
  openingAfter,
  type OffFacts,
} from "@/features/studio/rules";
import { workingMinutes } from "@/lib/working-time";

export type Studio = { hours: unknown; zone: string } & OffFacts;

export type Response = {
  /** How the client asked. */ channel: Channel;
  askedAt: Date;
  answeredAt: Date;
  /** Of the studio's working time, between the two. */ minutes: number;
  /** Later than the client was told; at an hour when the studio is closed; or neither. */
  band: "too slow" | "at night" | "right";
};

/**
 * Returns each answer of a thread, with how long the client waited for it: from their first question after the answer
 * before. `lines` are oldest first. What is no question and no answer by `voiceOf` does not count.
 */
export function responsesOf(lines: ThreadLine[], studio: Studio): Response[] {
  const hours = hoursOf(studio.hours);
  const isOff = daysOffOf(studio);
  const found: Response[] = [];
  let asked: ThreadLine | null = null;
  for (const line of lines) {
    const voice = voiceOf(line);
    if (voice === "asks") asked ??= line;
    if (voice !== "answers" || !asked) continue;
    const { channel, writtenAt: askedAt } = asked;
    const answeredAt = line.writtenAt;
    const minutes = Math.round(workingMinutes(askedAt, answeredAt, hours, studio.zone, isOff));
    found.push({ channel, askedAt, answeredAt, minutes, band: bandOf(asked, answeredAt, studio) });
    asked = null;
  }
  return found;
}

function bandOf(asked: ThreadLine, answeredAt: Date, studio: Studio): Response["band"] {
  const goal = answersBy(studio, asked.writtenAt);
  if (goal && answeredAt > goal) return "too slow";
  return openingAfter(studio, answeredAt) ? "at night" : "right";
}

export type Summary = { count: number; medianMinutes: number; worstMinutes: number };

/** Returns how many answers there were, the middle time and the longest; null for none. */
export function summaryOf(responses: { minutes: number }[]): Summary | null {
  const sorted = responses.map(({ minutes }) => minutes).toSorted((a, b) => a - b);
  const worstMinutes = sorted.at(-1);
  if (worstMinutes === undefined) return null;
  const middle = Math.floor(sorted.length / 2);
  const medianMinutes =
    sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { count: sorted.length, medianMinutes, worstMinutes };
}

/** "45 minutes", "2 h", "9 h 30 min": a span of working time. Hours and minutes are short in every language. */
export function workingTimeName(minutes: number, tag: string): string {
  const whole = Math.round(minutes);
  if (whole < 60)
    return new Intl.NumberFormat(tag, {
      style: "unit",
      unit: "minute",
      unitDisplay: "long",
    }).format(whole);
  const rest = whole % 60;
  return `${Math.floor(whole / 60)} h${rest ? ` ${rest} min` : ""}`;
}
