import type { FollowUpKind } from "@/db/enums";
import { isOn } from "@/features/follow-ups/kinds";
import { nextReminder, waitsUntil, whyNot, type StopFacts } from "@/features/follow-ups/rules";
import { isTooLate } from "@/features/emails/rules";
import type { Say } from "@/language/say";
import { nextTimeToWrite, type ContactHours } from "@/lib/contact-hours";
import { dayIn, daysBetween, workingDaysBetween } from "@/lib/dates";

/** A check-back or reminder that is no email yet, as far as a look ahead needs it. */
export type PlannedAsk = {
  /** Whom it asks: one for all contacts with one address. */
  personKey: string;
  plannedAt: Date;
  dueAt: Date;
  heldAt: Date | null;
  askedAt: Date | null;
  reminderDays: number;
  contactHours: ContactHours;
  facts: StopFacts;
};

export type Foreseen<A> = A & {
  /** When it is or would be sent. */
  sendAt: Date;
  /** Why it won't be sent. */
  whyNot: string | null;
  /** It is overdue, so the freelancer decides. */
  isLate: boolean;
};

/**
 * Returns what the worker will do with follow-ups, by the worker's own rules, in the order they
 * fall due. A follow-up that asks a contact blocks the next one to the same contact. Changes
 * nothing.
 */
export function foresee<A extends PlannedAsk>(planned: A[], now: Date): Foreseen<A>[] {
  const before = { asked: new Map<string, Date>(), invited: new Map<string, Date>() };
  return planned
    .map((one) => ({ one, sendAt: timeOf(one, now) }))
    .toSorted((a, b) => a.sendAt.getTime() - b.sendAt.getTime())
    .map(({ one, sendAt }) => {
      const isLate = one.heldAt !== null || isTooLate(one.dueAt, now);
      const { facts, personKey } = one;
      const lastAskedAt = later(facts.lastAskedAt, before.asked.get(personKey) ?? null);
      const lastInvitedAt = later(facts.lastInvitedAt, before.invited.get(personKey) ?? null);
      const survey = askedBy(facts.survey, sendAt > now);
      const why = whyNot({ ...facts, lastAskedAt, lastInvitedAt, survey }, sendAt);
      if (!why && !isLate && facts.kind === "CHECK_BACK") before.asked.set(personKey, sendAt);
      if (!why && !isLate && facts.kind === "TESTIMONIAL") before.invited.set(personKey, sendAt);
      return { ...one, sendAt, whyNot: why, isLate };
    });
}

/**
 * Returns when the worker turns it into an email: at its time, or at the next time to write. A
 * reminder counts from when its question was really sent.
 */
function timeOf(
  { dueAt, plannedAt, askedAt, reminderDays: days, contactHours, facts }: PlannedAsk,
  now: Date,
): Date {
  const at = nextTimeToWrite(dueAt > now ? dueAt : now, contactHours);
  if (facts.kind !== "REMINDER") return at;
  const invitation = askedBy(facts.survey, at > now)?.invitation ?? null;
  return waitsUntil({ plannedAt, askedAt, invitation, days, contactHours }, at) ?? at;
}

/** An invitation that is waiting now will have been sent by the time of its reminder. */
function askedBy(survey: StopFacts["survey"], isAhead: boolean): StopFacts["survey"] {
  return survey && survey.invitation === "waits" && isAhead
    ? { ...survey, invitation: "sent" }
    : survey;
}

/**
 * Returns when the reminder of a check-back would follow if there is no answer; null when reminders
 * are turned off.
 */
export function reminderAfter(
  asking: { sendAt: Date; contactHours: ContactHours },
  studio: { reminderDays: number; switchedOff: { kind: FollowUpKind }[] },
): Date | null {
  return isOn(studio, "REMINDER")
    ? nextReminder(asking.sendAt, studio.reminderDays, asking.contactHours)
    : null;
}

function later(a: Date | null, b: Date | null): Date | null {
  return a && b ? (a > b ? a : b) : (a ?? b);
}

/** Returns why a follow-up is sent when it is, counted from what it was planned from. */
export function whyThen(
  {
    kind,
    plannedAt,
    dueAt,
    contactHours,
  }: { kind: FollowUpKind; plannedAt: Date; dueAt: Date; contactHours: ContactHours },
  t: Say,
): string {
  const [from, to] = [dayIn(contactHours.zone, plannedAt), dayIn(contactHours.zone, dueAt)];
  if (kind === "REMINDER") return t("followUps.then.REMINDER", { days: daysBetween(from, to) });
  if (kind === "QUIET_CHECK") return t("followUps.then.QUIET_CHECK");
  return t(kind === "TESTIMONIAL" ? "followUps.then.TESTIMONIAL" : "followUps.then.completed", {
    days: workingDaysBetween(from, to, contactHours.isOff),
  });
}
