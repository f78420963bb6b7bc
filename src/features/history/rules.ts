import type { QuietReason } from "@/db/enums";
import type { Say } from "@/language/say";
import type { Day } from "@/lib/dates";

/** What a sentence about a fact may draw on: the reader's words and days, who did it, and what was kept with it. */
export type Telling<Data> = {
  t: Say;
  day: (on: Day) => string;
  /** Null for the freelancer. */ who: string | null;
  /** The subcontractor it is about, where it is about one. */ whom: string;
  data: Data;
};

export type Kind<Data> = {
  /** Whose open pages show something else now. */
  wakes: "studio" | "both" | "subcontractor";
  /** What the project's history says of it; nothing for what is no event in a project's life. */
  tell: ((telling: Telling<Data>) => string) | null;
};

const kind =
  (wakes: Kind<object>["wakes"]) =>
  <Data = object>(tell: Kind<Data>["tell"]): Kind<Data> => ({ wakes, tell });

export const forBoth = kind("both");
export const forStudio = kind("studio");
export const forSubcontractor = kind("subcontractor");

/** Who of the client's did it; their name may be gone. */
export const theirs = (t: Say, { who }: { who: string | null }) => who ?? t("history.yourClient");

const QUIET_REASONS = ["NO_WORK", "TOO_EXPENSIVE", "TOO_SLOW", "SOMEONE_ELSE", "RESULT", "OTHER"];

/** Entries of earlier versions hold the English words themselves; they stay as they were written. */
export const quietReason = (t: Say, reason: QuietReason) =>
  QUIET_REASONS.includes(reason) ? t(`history.quiet.${reason}`) : reason;
