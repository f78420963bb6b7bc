import type { FollowUpKind, SuppressionCause } from "@/db/enums";
import { stored } from "@/language/stored";
import type { AskingKind } from "./kinds";
import { morningOn, type ContactHours } from "@/lib/contact-hours";
import { addDays, addMonths, addWorkingDays, dayIn } from "@/lib/dates";

/**
 * Returns when the check-back is due: that many working days after completion, counted in the
 * client's zone and without holidays, in the client's morning.
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

/**
 * Returns when the reminder is due: that many calendar days after the check-back, in the client's
 * morning of that day or the next working day.
 */
export function nextReminder(askedAt: Date, days: number, contactHours: ContactHours): Date {
  return morningOn(addDays(dayIn(contactHours.zone, askedAt), days), contactHours);
}

/** How many working days after an answer, or after its case was closed, a testimonial is asked for. */
const INVITED_AFTER_DAYS = 2;

/**
 * Returns when a testimonial is asked for: two working days after the answer, or after its case was closed, in
 * the client's morning. Nothing else moves it, so that every answer is followed up alike.
 */
export function nextInvitation(from: Date, contactHours: ContactHours): Date {
  return nextCheckBack(from, INVITED_AFTER_DAYS, contactHours);
}

/**
 * An email sent later than this after it was written is late, and its reminder counts from when it
 * was sent.
 */
const LATE_MS = 12 * 3_600_000;

/**
 * Returns until when a due reminder waits because its invitation was not sent yet, or was sent
 * late: the days count from when the client was really asked. Null when it need not wait.
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
  if (invitation !== "sent" || !askedAt || askedAt.getTime() - plannedAt.getTime() < LATE_MS)
    return null;
  const due = nextReminder(askedAt, days, contactHours);
  return due > now ? due : null;
}

/** What has become of the email that asked: on its way or there, not sent yet, or cancelled before it was sent. */
export type Invitation = "sent" | "waits" | "stopped";

/** Why a client with a new project is not asked why they have been quiet. */
export const NEW_PROJECT = stored("newProject");

/** A client who has been quiet for longer already is asked so many days on: until then the forecast shows it. */
const QUIET_NOTICE_DAYS = 7;

/**
 * Returns when a quiet client is asked: that many months after their last project was completed, in their morning.
 * Where that is over already, because the months were shortened or the check was off, a week from now.
 */
export function nextQuietCheck(
  completedAt: Date,
  months: number,
  contactHours: ContactHours,
  now: Date,
): Date {
  const { zone } = contactHours;
  const due = morningOn(addMonths(dayIn(zone, completedAt), months), contactHours);
  return due > now ? due : morningOn(addDays(dayIn(zone, now), QUIET_NOTICE_DAYS), contactHours);
}

/** The facts the stop rules use for what asks a client something. */
export type StopFacts = {
  kind: AskingKind;
  /** When the freelancer turned this kind off. */
  turnedOffAt: Date | null;
  completedAt: Date | null;
  optedOutAt: Date | null;
  /** Why nothing is sent to the contact's address any more. */
  suppressedFor: SuppressionCause | null;
  /** Since when a case is open with the client. */
  caseOpenedAt: Date | null;
  /** Whether the client has an open project. */
  hasOpenProject: boolean;
  /** When this contact was last asked, about any project, by an email that was not cancelled. */
  lastAskedAt: Date | null;
  /** When this contact was last asked for a testimonial, about any project. */
  lastInvitedAt: Date | null;
  /** Whether there is a public page where a testimonial would be shown. */
  hasWall: boolean;
  coolDownDays: number;
  /** The question about this project. */
  survey: { answeredAt: Date | null; expiresAt: Date; invitation: Invitation } | null;
};

/** Why nobody is asked while a case is open. */
export const CASE_IS_OPEN = stored("caseOpen");

/** "You turned check-backs off." */
export function turnedOff(kind: FollowUpKind): string {
  return stored(`off${kind}`);
}

/**
 * Returns why a due follow-up that asks something is not sent, as it is kept (`language/stored`); null when it is.
 */
export function whyNot(facts: StopFacts, now: Date): string | null {
  if (facts.turnedOffAt) return turnedOff(facts.kind);
  if (!facts.completedAt) return stored("projectOpen");
  if (facts.optedOutAt) return stored("unsubscribed");
  if (facts.suppressedFor)
    return facts.suppressedFor === "BOUNCED" ? stored("bounced") : stored("reported");
  if (facts.caseOpenedAt) return CASE_IS_OPEN;
  return byKind[facts.kind](facts, now);
}

const byKind: Record<AskingKind, (facts: StopFacts, now: Date) => string | null> = {
  CHECK_BACK: whyNotAsk,
  REMINDER: whyNotRemind,
  QUIET_CHECK: whyNotAskQuiet,
  TESTIMONIAL: whyNotInvite,
};

function whyNotAsk({ lastAskedAt, coolDownDays }: StopFacts, now: Date): string | null {
  return isWithin(lastAskedAt, coolDownDays, now)
    ? stored("askedWithin", { days: coolDownDays })
    : null;
}

function whyNotAskQuiet(facts: StopFacts, now: Date): string | null {
  return facts.hasOpenProject ? NEW_PROJECT : whyNotAsk(facts, now);
}

/** Whatever was answered, the same is asked: the verdict is not among the facts. */
function whyNotInvite(facts: StopFacts, now: Date): string | null {
  if (!facts.survey?.answeredAt) return stored("noAnswer");
  if (!facts.hasWall) return stored("noWall");
  return isWithin(facts.lastInvitedAt, facts.coolDownDays, now)
    ? stored("invitedWithin", { days: facts.coolDownDays })
    : null;
}

function isWithin(at: Date | null, days: number, now: Date): boolean {
  return at !== null && now.getTime() - at.getTime() < days * 86_400_000;
}

/** A reminder is not a new question, so the cool-down does not apply. */
function whyNotRemind({ survey }: StopFacts, now: Date): string | null {
  if (!survey || survey.invitation === "stopped") return stored("neverAsked");
  if (survey.answeredAt) return stored("answered");
  if (survey.expiresAt <= now) return stored("expired");
  if (survey.invitation === "waits") return stored("notAskedYet");
  return null;
}
