/**
 * What is counted. Each case is one row somewhere in the studio and has a day; of some the value counts too: minutes of
 * working time, days, or how easy it was.
 */
export const FIGURES = [
  "replies.PORTAL",
  "replies.EMAIL",
  "replies.PHONE",
  "replies.WHATSAPP",
  "replies.SOCIAL",
  "replies.IN_PERSON",
  "promises.kept",
  "promises.moved",
  "promises.movedAfter",
  "promises.missed",
  "deliveries",
  "wrong.COMPLAINT",
  "wrong.MISSED_DATE",
  "wrong.FAILURE",
  "wrong.CORRECTION",
  "wrong.WRONG_DELIVERY",
  "wrong.OTHER",
  "verdicts.UP_TO_MARK",
  "verdicts.NEARLY",
  "verdicts.NOT_UP_TO_MARK",
  "effort",
  "recovery.inTime",
  "recovery.late",
  "recovery.none",
  "remedies.kept",
  "remedies.open",
  "remedies.waived",
  "pledges.kept",
  "pledges.missed",
  "pledges.open",
  "pledges.moved",
  "towards",
  "pay.kept",
  "pay.moved",
  "pay.late",
  "back",
  "quiet.NO_WORK",
  "quiet.TOO_EXPENSIVE",
  "quiet.TOO_SLOW",
  "quiet.SOMEONE_ELSE",
  "quiet.RESULT",
  "quiet.OTHER",
  "quiet.NONE",
] as const;
export type Figure = (typeof FIGURES)[number];

const under = (name: string) => FIGURES.filter((one) => one.startsWith(`${name}.`));

/** Several figures as one: everything that a sentence begins with. */
export const groups = {
  replies: under("replies"),
  promises: under("promises"),
  /** Promised dates that moved: the value is how many days before the day the client heard. */
  told: ["promises.moved", "promises.movedAfter"],
  wrong: under("wrong"),
  verdicts: under("verdicts"),
  recovery: under("recovery"),
  answered: ["recovery.inTime", "recovery.late"],
  remedies: under("remedies"),
  pledges: ["pledges.kept", "pledges.missed", "pledges.open"],
  pay: under("pay"),
  quiet: under("quiet"),
} satisfies Record<string, Figure[]>;
export type Group = keyof typeof groups;

/** What has a page of its rows. */
export type FigureName = Figure | Group;
export const FIGURE_NAMES: FigureName[] = [...FIGURES, ...(Object.keys(groups) as Group[])];

/** Returns the figures that a name means. */
export const figuresOf = (name: FigureName): readonly Figure[] =>
  name in groups ? groups[name as Group] : [name as Figure];

/** Raised when what is counted changes: months that were counted by another version are counted again. */
export const RULES = 3;
