import type { Day } from "@/lib/dates";

/** What a sentence about a fact may draw on: who did it, the days in the reader's words, and what was kept with it. */
export type Telling<Data> = {
  who: string;
  /** The subcontractor it is about, where it is about one. */ whom: string;
  day: (on: Day) => string;
  data: Data;
};

export type Kind<Data> = {
  /** Whose open pages show something else now. */
  wakes: "studio" | "both" | "subcontractor";
  /** What the project's history says of it; nothing for what is no event in a project's life. */
  tell: ((telling: Telling<Data>) => string) | null;
};

export const forBoth = <Data = object>(tell: Kind<Data>["tell"]): Kind<Data> => ({
  wakes: "both",
  tell,
});
export const forStudio = <Data = object>(tell: Kind<Data>["tell"]): Kind<Data> => ({
  wakes: "studio",
  tell,
});

export const forSubcontractor = <Data = object>(tell: Kind<Data>["tell"]): Kind<Data> => ({
  wakes: "subcontractor",
  tell,
});
