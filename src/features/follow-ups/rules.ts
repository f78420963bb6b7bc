import { morningOn, type Place } from "@/features/letters/rules";
import { addWorkingDays, dayIn } from "@/lib/dates";

/**
 * When the check-back is due: that many working days after the day of completion as the client
 * counts days, holidays left out, at the client's morning.
 */
export function nextCheckBack(completedAt: Date, workingDays: number, place: Place): Date {
  return morningOn(addWorkingDays(dayIn(place.zone, completedAt), workingDays, place.isOff), place);
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
