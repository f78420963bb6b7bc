import { morningOn, type ContactHours } from "@/lib/contact-hours";
import { addDays, addWorkingDays, dayIn } from "@/lib/dates";

export type Kind = "THANK_YOU" | "CHECK_BACK" | "REMINDER";

/** Each kind in the words the freelancer reads. */
export const kindNames: Record<Kind, { one: string; many: string }> = {
  THANK_YOU: { one: "Thank-you", many: "thank-yous" },
  CHECK_BACK: { one: "Check-back", many: "check-backs" },
  REMINDER: { one: "Reminder", many: "reminders" },
};

/**
 * When the check-back is due: that many working days after the day of completion as the client
 * counts days, holidays left out, at the client's morning.
 */
export function nextCheckBack(
  completedAt: Date,
  workingDays: number,
  contactHours: ContactHours,
): Date {
  return morningOn(
    addWorkingDays(dayIn(contactHours.zone, completedAt), workingDays, contactHours.isOff),
    contactHours,
  );
}

/** When the one reminder is due: that many calendar days after the asking, at the client's morning of that day or the next working day. */
export function nextReminder(askedAt: Date, days: number, contactHours: ContactHours): Date {
  return morningOn(addDays(dayIn(contactHours.zone, askedAt), days), contactHours);
}

/** What is later than this after it was written has left late, and its reminder counts from then. */
const LATE_MS = 12 * 3_600_000;

/**
 * Until when a reminder that is due waits, because its invitation has not left yet or left late: it comes so
 * many days after the client was asked in truth. Null when it need not wait.
 */
export function waitsUntil(
  reminder: {
    plannedAt: Date;
    askedAt: Date | null;
    invitation: Invitation | null;
    days: number;
    contactHours: ContactHours;
  },
  now: Date,
): Date | null {
  const { plannedAt, askedAt, invitation, days, contactHours } = reminder;
  if (invitation === "waits") return nextReminder(now, days, contactHours);
  if (invitation !== "left" || !askedAt || askedAt.getTime() - plannedAt.getTime() < LATE_MS)
    return null;
  const due = nextReminder(askedAt, days, contactHours);
  return due > now ? due : null;
}

/** What has become of the email that asked: on its way or there, not left yet, or taken back before it left. */
export type Invitation = "left" | "waits" | "stopped";

/** What the stop rules know of a check-back or a reminder. */
export type StopFacts = {
  kind: "CHECK_BACK" | "REMINDER";
  /** Since when the freelancer wants none of this kind. */
  turnedOffAt: Date | null;
  completedAt: Date | null;
  optedOutAt: Date | null;
  /** Why nothing is sent to the contact's address any more. */
  suppressedFor: "BOUNCED" | "COMPLAINED" | null;
  hasOpenCase: boolean;
  /** When this contact was last asked, about any project, by an email that was not taken back. */
  lastAskedAt: Date | null;
  coolDownDays: number;
  /** The question that was asked about this project. */
  survey: { answeredAt: Date | null; expiresAt: Date; invitation: Invitation } | null;
};

/** Why a check-back or a reminder that is due does not become an email, in words for the freelancer; null when it may. */
export function whyNot(facts: StopFacts, now: Date): string | null {
  if (facts.turnedOffAt) return turnedOff(facts.kind);
  if (!facts.completedAt) return "The project is open again.";
  if (facts.optedOutAt) return "This contact has unsubscribed from surveys.";
  if (facts.suppressedFor)
    return facts.suppressedFor === "BOUNCED"
      ? "Nothing is sent to this address: an email to it bounced."
      : "Nothing is sent to this address: an email to it was reported as spam.";
  if (facts.hasOpenCase) return "A case is open with this client.";
  return facts.kind === "CHECK_BACK" ? whyNotAsk(facts, now) : whyNotRemind(facts, now);
}

/** "You turned check-backs off." */
export function turnedOff(kind: Kind): string {
  return `You turned ${kindNames[kind].many} off.`;
}

function whyNotAsk({ lastAskedAt, coolDownDays }: StopFacts, now: Date): string | null {
  const isTooSoon =
    lastAskedAt !== null && now.getTime() - lastAskedAt.getTime() < coolDownDays * 86_400_000;
  return isTooSoon
    ? `This contact was asked within the last ${coolDownDays} ${coolDownDays === 1 ? "day" : "days"}.`
    : null;
}

/** The reminder is no new asking: the cool-down is nothing to it. */
function whyNotRemind({ survey }: StopFacts, now: Date): string | null {
  if (!survey || survey.invitation === "stopped")
    return "The check-back was not sent, so there is nothing to remind them of.";
  if (survey.answeredAt) return "The question has been answered.";
  if (survey.expiresAt <= now) return "The question has expired.";
  if (survey.invitation === "waits") return "The check-back itself has not been sent yet.";
  return null;
}
