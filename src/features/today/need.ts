import type { StudioLocale } from "@/language/studio";
import { dayIn, type Day } from "@/lib/dates";

/** The most of one kind that Today shows. */
export const MOST = 50;

/** When it is where the studio is, and the language it is told in. */
export type Clock = { zone: string; now: Date; locale: StudioLocale };

/** What is done about a need beside its action, in one press, or where that is done. */
export type Press =
  | { label: string; href: string }
  | {
      label: string;
      press: "sign-off";
      hidden: Record<"signOffId" | "outcome" | "messageId", string>;
    }
  | { label: string; press: "no-reply"; hidden: Record<"clientId" | "messageId", string> };

/** A need as Today shows it, with its one action. */
export type Shown = {
  shape: "late" | "risk" | "waits" | "done";
  word: string;
  head: string;
  about: string;
  words?: string;
  href: string;
  action: string;
  presses?: Press[];
  /** The promise that can be marked as done in its place. */
  doneId?: string;
  /** The case that can be noted as spoken about on the phone. */
  callId?: string;
};

export type NeedEntry<Facts> = {
  /** What tells one need of the kind from another. */
  key: (facts: Facts) => string;
  /** The more pressing of two comes first in the order of these texts. */
  pressing: (facts: Facts) => string;
  tell: (facts: Facts, clock: Clock) => Shown;
};

export const need = <Facts>(entry: NeedEntry<Facts>) => entry;

export const iso = (facts: { at: Date }) => facts.at.toISOString();

/** "Fri 27 Nov, 14:05, today": a time where the studio is, and how far off it is. */
export function time(at: Date, { zone, now, locale }: Clock): string {
  const today = dayIn(zone, now);
  return `${locale.timeName(at, zone, today)}, ${locale.distance(dayIn(zone, at), today)}`;
}

export const day = (on: Day, { zone, now, locale }: Clock) =>
  locale.dayAndDistance(on, dayIn(zone, now));
