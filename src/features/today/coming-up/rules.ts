import type { Holder } from "@/db/enums";
import type { Day } from "@/lib/dates";

/** Something that comes within days. */
export type Ahead = {
  kind: "promised" | "target" | "pledge";
  /** The deadline's or the pledge's. */ id: string;
  on: Day;
  what: string;
  /** Empty for what was said in a client's own thread. */ project: string | null;
  client: string;
  holder: Holder;
  href: string;
};

const kinds: Ahead["kind"][] = ["promised", "pledge", "target"];

/** Returns what comes by its day, and within a day what was promised first, without what is needed already. */
export function byDay(ahead: Ahead[], neededIds: Set<string>): Ahead[] {
  return ahead
    .filter(({ id }) => !neededIds.has(id))
    .toSorted((a, b) => a.on.localeCompare(b.on) || kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
}
