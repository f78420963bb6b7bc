import type { GoodwillKind } from "@/db/enums";
import type { Language } from "@/language/languages";
import { addDays, dayIn, instantAt, type Day } from "@/lib/dates";
import type { StudioKey } from "@/language/say";
import type { StudioLocale } from "@/language/studio";
import { moneySums, type Amount } from "@/lib/money";
import { reasonWords } from "./kinds";

const HOUR_MS = 3_600_000;
/** Within so many hours of a failure everyone should have heard. */
export const HOURS_TO_TELL = 48;

export type FailureDays = { beganOn: Day; endedOn: Day | null; foundOn: Day | null };

/** Whether a project was open at some time of a failure: on one of its days, in the studio's zone. */
export function wasOpenThen(
  project: { createdAt: Date; completedAt: Date | null },
  { beganOn, endedOn }: FailureDays,
  zone: string,
): boolean {
  const hasBegun = endedOn === null || dayIn(zone, project.createdAt) <= endedOn;
  return hasBegun && (!project.completedAt || dayIn(zone, project.completedAt) >= beganOn);
}

/**
 * Returns from when the hours count: the start of the first day, or of the day on which the freelancer found out, in
 * the studio's zone.
 */
export function countsFrom({ beganOn, foundOn }: FailureDays, zone: string): Date {
  return instantAt(foundOn ?? beganOn, "00:00", zone);
}

/** Returns by when everyone should have been told. */
export function tellBy(days: FailureDays, zone: string): Date {
  return new Date(countsFrom(days, zone).getTime() + HOURS_TO_TELL * HOUR_MS);
}

/** Returns the full hours from when they count to when somebody was told; 0 for one who was told before. */
export function hoursUntilTold(toldAt: Date, days: FailureDays, zone: string): number {
  const ms = toldAt.getTime() - countsFrom(days, zone).getTime();
  return Math.max(0, Math.floor(ms / HOUR_MS));
}

/** Returns what is wrong with the days of a failure, with the field; null when they are fine. */
export function faultInDays(
  { beganOn, foundOn }: FailureDays,
  today: Day,
): { field: "beganOn" | "foundOn"; why: StudioKey } | null {
  const tomorrow = addDays(today, 1);
  if (beganOn >= tomorrow)
    return {
      field: "beganOn",
      why: "ownIt.fields.beganNotYet",
    };
  return foundOn && foundOn >= tomorrow
    ? { field: "foundOn", why: "ownIt.fields.foundNotYet" }
    : null;
}

/** Returns what happened without the words that only give the reason: a reason belongs there. */
export function withoutReasonWords(text: string, language: Language): string {
  return text.replace(reasonWords[language], " ");
}

export type NoticeEmail = {
  settledAt: Date | null;
  sentAt: Date | null;
  needsReviewAt: Date | null;
};

/** Whether a person has an email about it: one that waits, was sent, or is to be decided about. */
export function hasNotice(notice: { toldAt: Date | null; email: NoticeEmail | null }): boolean {
  const { toldAt, email } = notice;
  if (toldAt) return true;
  return (
    email !== null && (!email.settledAt || email.sentAt !== null || email.needsReviewAt !== null)
  );
}

/** Whether an email about it can still change what the person reads, or has not been counted yet. */
export function isOnItsWay(notice: { toldAt: Date | null; email: NoticeEmail | null }): boolean {
  return hasNotice(notice) && notice.toldAt === null;
}

type Given = Amount & { kind: GoodwillKind };

/** Returns what was given in all, as words: "€150.00", "3 hours", "2 other things". */
export function goodwillSums({ t, tag, hoursName }: StudioLocale, given: Given[]): string[] {
  const hours = given.filter(({ kind }) => kind === "HOURS");
  const hundredths = hours.reduce((total, one) => total + (one.hundredths ?? 0), 0);
  const others = given.filter(({ kind }) => kind === "OTHER").length;
  return [
    ...moneySums(
      given.filter(({ kind }) => kind === "MONEY"),
      tag,
    ),
    ...(hundredths > 0 ? [hoursName(hundredths)] : []),
    ...(others > 0 ? [t("ownIt.otherThings", { count: others })] : []),
  ];
}
