import { addDays, addWorkingDays, dayIn, instantAt, weekday } from "@/lib/dates";

/** When a client's morning begins, in their own zone. */
const CLIENT_MORNING = "09:30";

/**
 * When the check-back is due: that many working days after the day of completion as the client
 * counts days, at the client's morning. A time that a clock change skips moves forward.
 */
export function nextCheckBack(completedAt: Date, workingDays: number, contactZone: string): Date {
  return instantAt(addWorkingDays(dayIn(contactZone, completedAt), workingDays), CLIENT_MORNING, contactZone);
}

/** Whether it is no time to write to a client: a weekend, or outside nine to half past five, where they are. */
export function isNoTimeToWrite(now: Date, contactZone: string): boolean {
  const day = dayIn(contactZone, now);
  return weekday(day) > 5 || now < instantAt(day, "09:00", contactZone) || now > instantAt(day, "17:30", contactZone);
}

/** The next client's morning on a working day, at or after an instant. */
export function nextMorning(from: Date, contactZone: string): Date {
  const day = dayIn(contactZone, from);
  const today = instantAt(addWorkingDays(day, 0), CLIENT_MORNING, contactZone);
  return today >= from ? today : instantAt(addWorkingDays(addDays(day, 1), 0), CLIENT_MORNING, contactZone);
}

export type CheckBackFacts = {
  optedOutAt: Date | null;
  /** When this contact was last asked, about any project. */
  lastInvitedAt: Date | null;
  coolDownDays: number;
  hasOpenCase: boolean;
  completedAt: Date | null;
};

/** Why a check-back that is due does not become a letter, in words for the freelancer; null when it may. */
export function whyNotAsk(facts: CheckBackFacts, now: Date): string | null {
  if (!facts.completedAt) return "The project is open again.";
  if (facts.optedOutAt) return "This contact wants no surveys.";
  if (facts.hasOpenCase) return "A case is open with this client.";
  if (facts.lastInvitedAt && now.getTime() - facts.lastInvitedAt.getTime() < facts.coolDownDays * 86_400_000)
    return `This contact was asked within the last ${facts.coolDownDays} days.`;
  return null;
}
