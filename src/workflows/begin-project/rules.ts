import type { Day } from "@/lib/dates";
import type { Holder, RequestKind } from "@/db/enums";
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
  return placesOf(dateTitles).flatMap((place) => {
    const promisedOn = dateDays[place];
    if (!promisedOn) return [];
    const targetOn = dateTargets[place];
    if (targetOn && targetOn > promisedOn)
      throw new Refusal("invalid", say("deadlines.form.targetAfter"), `dateTargets.${place}`);
    const holder: Holder = dateHolders?.[place] ?? "FREELANCER";
    return [{ place, title: dateTitles[place]!, promisedOn, targetOn, holder }];
  });
}

/** The places of a form's list, in order. */
const placesOf = (fields: object) => Object.keys(fields).toSorted((a, b) => Number(a) - Number(b));

type TypedRequests = {
  requestKinds?: Fields<RequestKind>;
  requestTitles?: Fields<string>;
  requestDetails?: Fields<string | undefined>;
  requestOptions?: Fields<string[]>;
  requestDays?: Fields<Day | undefined>;
};

/** Returns what a form asks the client for, by the form's order. One whose day was left empty is left out. */
export function requestsIn(typed: TypedRequests) {
  const { requestTitles = {}, requestDays = {}, requestOptions = {} } = typed;
  return placesOf(requestTitles).flatMap((place) => {
    const dueOn = requestDays[place];
    if (!dueOn) return [];
    return [
      {
        place,
        kind: typed.requestKinds?.[place] ?? ("ANSWER" as const),
        title: requestTitles[place]!,
        details: typed.requestDetails?.[place],
        options: requestOptions[place] ?? [],
        dueOn,
      },
    ];
  });
}

/** Returns what the client reads of each, by its field in the form. */
export const textsOf = (requests: ReturnType<typeof requestsIn>) =>
  Object.fromEntries(
    requests.flatMap(({ place, title, details, options }) => [
      [`requestTitles.${place}`, title],
      [`requestDetails.${place}`, details],
      [`requestOptions.${place}`, options.join("\n")],
    ]),
  );
