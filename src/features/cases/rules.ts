import { answersBy, daysOffOf, hoursOf, type OffFacts } from "@/features/studio/rules";
import { workingMinutes } from "@/lib/working-time";

type StudioHours = { hours: unknown; zone: string } & OffFacts;

export type CaseClock = {
  /** By when the client should have heard: one working day after it was opened. Null without working hours. */
  goalAt: Date | null;
  /** Working minutes from the opening to the first word, or until now. */
  minutesTaken: number;
  /** Working minutes until the goal, negative once it has passed; null once the client has heard, or without a goal. */
  minutesLeft: number | null;
  /** Whether the client heard in time, or still can. */
  isInTime: boolean;
};

/**
 * Returns how long a case has waited for its first word, in the studio's working hours. The goal is one working day,
 * counted as every answer to a client is.
 */
export function caseClock(
  { openedAt, firstRespondedAt }: { openedAt: Date; firstRespondedAt: Date | null },
  studio: StudioHours,
  now: Date,
): CaseClock {
  const goalAt = answersBy(studio, openedAt);
  const until = firstRespondedAt ?? now;
  const week = [hoursOf(studio.hours), studio.zone, daysOffOf(studio)] as const;
  const isInTime = goalAt === null || until <= goalAt;
  const minutesLeft =
    firstRespondedAt || !goalAt
      ? null
      : isInTime
        ? workingMinutes(now, goalAt, ...week)
        : -workingMinutes(goalAt, now, ...week);
  return { goalAt, minutesTaken: workingMinutes(openedAt, until, ...week), minutesLeft, isInTime };
}

/** "3 h 20 min": working time, to the minute. */
export function minutesName(minutes: number): string {
  const whole = Math.abs(Math.round(minutes));
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}
