import type { Day } from "@/lib/dates";
import type { Holder } from "@/db/enums";
import { say } from "@/language/say";
import { Refusal } from "@/lib/errors";

type Fields<T> = Record<string, T> | undefined;

type Typed = {
  dateTitles?: Fields<string>;
  dateDays?: Fields<Day | undefined>;
  dateTargets?: Fields<Day | undefined>;
  dateHolders?: Fields<Holder>;
};

/**
 * Returns the dates that a form begins a project with, by the form's order. One whose day was left empty is left out.
 * Refuses a target date after the promised one, beside its field.
 */
export function datesIn({ dateTitles = {}, dateDays = {}, dateTargets = {}, dateHolders }: Typed) {
  return Object.keys(dateTitles)
    .toSorted((a, b) => Number(a) - Number(b))
    .flatMap((place) => {
      const promisedOn = dateDays[place];
      if (!promisedOn) return [];
      const targetOn = dateTargets[place];
      if (targetOn && targetOn > promisedOn)
        throw new Refusal("invalid", say("deadlines.form.targetAfter"), `dateTargets.${place}`);
      const holder: Holder = dateHolders?.[place] ?? "FREELANCER";
      return [{ place, title: dateTitles[place]!, promisedOn, targetOn, holder }];
    });
}
