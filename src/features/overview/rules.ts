import type { Holder } from "@/db/enums";
import { isDay, type Day } from "@/lib/dates";
import { asked, type Asked, type OpenState, type State } from "./schema";

type Search = Record<string, string | string[] | undefined>;

/** Returns what an address asks for; null where an id or a day in it is none. Of a name that comes twice the first counts. */
export function readAsked(search: Search): Asked | null {
  const first = Object.fromEntries(
    Object.entries(search).map(([name, value]) => [name, [value].flat()[0]]),
  );
  const { data } = asked.safeParse(first);
  return data && (data.from === undefined || isDay(data.from)) ? data : null;
}

const USUAL: Partial<Asked> = { view: "list", state: "open", sort: "next", q: "" };

/**
 * Returns the address of what is asked for, with some of it changed. What is usual is left out. A page further on or
 * another week is of one question alone: it goes unless it is what changes.
 */
export function addressOf(asking: Asked, changes: Partial<Asked> = {}): string {
  const { view, state, sort, q, client, after, from } = {
    ...asking,
    after: undefined,
    from: undefined,
    ...changes,
  };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ view, state, sort, q, client, from, after }))
    if (value && value !== USUAL[name as keyof Asked]) query.set(name, value);
  return query.size > 0 ? `/projects?${query}` : "/projects";
}

/** Whether only open projects are asked for, which have a next date and somebody whose turn it is. */
export function isOpenState(state: State): state is OpenState {
  return state !== "completed" && state !== "all";
}

/**
 * Returns whose turn it is in an open project: the freelancer's while a client's message waits, else that of whoever
 * has the next date. What was put before the client, and what they are asked for by that day, is theirs. Null where
 * nothing is promised and nothing waits.
 */
export function turnOf(project: {
  waitingSince: Date | null;
  next: { holder: Holder; promisedOn: Day; isPut: boolean } | null;
  /** The day of the first thing that the client is asked for. */
  askedOn: Day | null;
}): Holder | null {
  const { waitingSince, next, askedOn } = project;
  if (waitingSince) return "FREELANCER";
  if (next?.isPut || (askedOn && (!next || askedOn <= next.promisedOn))) return "CLIENT";
  return next?.holder ?? null;
}
