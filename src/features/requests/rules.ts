import type { RequestKind } from "@/db/enums";
import { morningOn, nextMorning, type ContactHours } from "@/lib/contact-hours";
import { addDays, dayIn, instantAt, weekday, type Day, type DaysOff } from "@/lib/dates";

/** What has become of a request. */
export type Standing = "open" | "answered" | "cancelled" | "completed";

type Facts = {
  answeredAt: Date | null;
  cancelledAt: Date | null;
  /** Of its project. */ completedAt: Date | null;
};

/** Returns what a request is now: one that was answered stays so, whatever came later. */
export function standingOf({ answeredAt, cancelledAt, completedAt }: Facts): Standing {
  if (answeredAt) return "answered";
  if (cancelledAt) return "cancelled";
  return completedAt ? "completed" : "open";
}

/** Whether a request of an open project waits for its answer. */
export const isOpen = ({ answeredAt, cancelledAt }: Omit<Facts, "completedAt">) =>
  !answeredAt && !cancelledAt;

/** What keeps options apart from the words around them, and from each other: not their case, spaces or full stop. */
const plain = (text: string) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, " ")
    .trim();

/**
 * Returns the option that a text names exactly: it is the whole text or its first line, and no other is named in it.
 * Null where that leaves any doubt.
 */
export function optionNamed(text: string, options: string[]): string | null {
  const [first = ""] = text.trim().split("\n");
  const said = ` ${plain(text)} `;
  const named = options.filter((option) => said.includes(` ${plain(option)} `));
  const [option] = options.filter((one) => plain(one) !== "" && plain(one) === plain(first));
  if (option === undefined) return null;
  // "Blue" is within "Dark blue", and is not named by it.
  const others = named.filter((one) => one !== option && !plain(option).includes(plain(one)));
  return others.length === 0 ? option : null;
}

/** What is wrong with the options of a decision: a key under "requests.refused". */
export type OptionsFault = "optionsFew" | "optionsMany" | "optionsTwice" | "optionsLong";

const FEWEST_OPTIONS = 2;
export const MOST_OPTIONS = 6;
const LONGEST_OPTION = 120;

/** Returns what is wrong with the options of a decision; null when they are fine. */
export function faultInOptions(options: string[]): OptionsFault | null {
  if (options.length < FEWEST_OPTIONS) return "optionsFew";
  if (options.length > MOST_OPTIONS) return "optionsMany";
  if (options.some((option) => option.length > LONGEST_OPTION)) return "optionsLong";
  return new Set(options.map(plain)).size < options.length ? "optionsTwice" : null;
}

/** What an answer lacks, so that it is none: the key of the refusal that its sender reads. */
export type Lack = "noFile" | "requestText" | "requestOption";

/** Returns what an answer to a request lacks; null where it is one. */
export function lackOf(
  request: { kind: RequestKind; options: string[] },
  answer: { text: string; option: string | undefined; files: number },
): Lack | null {
  if (request.kind === "FILE") return answer.files > 0 ? null : "noFile";
  if (request.kind === "ANSWER")
    return answer.text === "" && answer.files === 0 ? "requestText" : null;
  return answer.option && request.options.includes(answer.option) ? null : "requestOption";
}

/** Returns the option that an email chose, `true` where it is an answer without one, and null where it is none. */
export function answerIn(
  request: { kind: RequestKind; options: string[] },
  email: { text: string; files: number },
): string | true | null {
  if (request.kind === "DECISION") return optionNamed(email.text, request.options);
  return lackOf(request, { ...email, option: undefined }) === null ? true : null;
}

/** A request is late once its day is over where the studio is. */
export const isLate = ({ dueOn }: { dueOn: Day }, today: Day) => dueOn < today;

type Deadline = {
  id: string;
  promisedOn: Day;
  metAt: Date | null;
  holder: "FREELANCER" | "CLIENT";
};

/**
 * Returns the freelancer's own next date of a project, which late requests keep waiting, and since when: the day of the
 * one that was due first. Null where nothing is late, or waits.
 */
export function waitFor(
  deadlines: Deadline[],
  open: { dueOn: Day }[],
  today: Day,
): { id: string; since: Day } | null {
  const [since] = open
    .filter((one) => isLate(one, today))
    .map(({ dueOn }) => dueOn)
    .sort();
  const [next] = deadlines
    .filter((one) => !one.metAt && one.holder === "FREELANCER")
    .toSorted((a, b) => a.promisedOn.localeCompare(b.promisedOn));
  return since && next ? { id: next.id, since } : null;
}

export type Nudge = "before" | "after";

/**
 * Returns when a client is reminded of a request: once on the morning of the last working day before its day, and once
 * on the first working morning when that day is over for both sides. Working days and mornings are the client's. Null
 * for a reminder that would come on the day of the asking, or too late.
 */
export function nudgesOf(
  { dueOn, studioZone }: { dueOn: Day; studioZone: string },
  contactHours: ContactHours,
  now: Date,
): Record<Nudge, Date | null> {
  const { zone } = contactHours;
  const before = morningOn(workingDayBefore(dueOn, contactHours.isOff), contactHours);
  const isOver = Math.max(...[studioZone, zone].map((one) => endOf(dueOn, one).getTime()));
  const after = nextMorning(new Date(isOver), contactHours);
  return {
    before: dayIn(zone, before) > dayIn(zone, now) ? before : null,
    after: after > now ? after : null,
  };
}

const endOf = (day: Day, zone: string) => instantAt(addDays(day, 1), "00:00", zone);

/** As far back as a working day is looked for: beyond it every day is off. */
const FARTHEST_DAYS = 400;

function workingDayBefore(day: Day, isOff: DaysOff): Day {
  let at = addDays(day, -1);
  for (let count = 0; count < FARTHEST_DAYS && (weekday(at) > 5 || isOff(at)); count += 1)
    at = addDays(at, -1);
  return at;
}
