import type { AssignmentDateKind } from "@/db/enums";
import { say } from "@/language/say";
import { daysBetween, type Day } from "@/lib/dates";
import { Refusal } from "@/lib/errors";

export type AgreedDate = { kind: AssignmentDateKind; promisedOn: Day; doneOn: Day | null };

/** Returns the next open date among those that are no payment: whoever it is with has the ball. Null when none is. */
export function nextOf<D extends AgreedDate>(dates: D[]): D | null {
  return (
    dates
      .filter(({ kind, doneOn }) => kind !== "PAY" && doneOn === null)
      .toSorted((a, b) => a.promisedOn.localeCompare(b.promisedOn))[0] ?? null
  );
}

export type DateStanding = "open" | "late" | "kept" | "kept late";

/** Returns whether a date is open, late, was kept, or was kept after its day. `today` is the studio's. */
export function standingOf({ promisedOn, doneOn }: AgreedDate, today: Day): DateStanding {
  if (doneOn) return doneOn <= promisedOn ? "kept" : "kept late";
  return promisedOn < today ? "late" : "open";
}

/**
 * Returns what a move keeps: how many days before the old date it is told, for a later one. Refuses the same day, a
 * later one without a reason, one that is over, and a date that is done.
 */
export function judgeMove(
  date: AgreedDate,
  { toOn, reason }: { toOn: Day; reason: string },
  today: Day,
): { toldDaysEarly: number | null } {
  const { promisedOn, doneOn } = date;
  if (doneOn) throw new Refusal("too-late", say("subcontractors.refused.done"));
  if (toOn === promisedOn)
    throw new Refusal("already", say("subcontractors.refused.sameDay"), "toOn");
  if (toOn < today) throw new Refusal("invalid", say("subcontractors.refused.dayOver"), "toOn");
  if (toOn < promisedOn) return { toldDaysEarly: null };
  if (!reason) throw new Refusal("invalid", say("subcontractors.refused.reasonMissing"), "reason");
  return { toldDaysEarly: daysBetween(today, promisedOn) };
}

/** Refuses an amount without its currency, a currency without an amount, and one that cannot be written. */
export function refuseHalfAnAmount(hundredths?: number, currency?: string): void {
  if (hundredths && !currency)
    throw new Refusal("invalid", say("subcontractors.refused.currencyMissing"), "currency");
  if (currency && !hundredths)
    throw new Refusal("invalid", say("subcontractors.refused.amountMissing"), "amount");
}

export type Amount = { hundredths: number | null; currency: string | null };

/** "€150.00" in the reader's language; empty where no amount was said. */
export function amountName(tag: string, { hundredths, currency }: Amount): string {
  if (!hundredths || !currency) return "";
  return new Intl.NumberFormat(tag, { style: "currency", currency }).format(hundredths / 100);
}
