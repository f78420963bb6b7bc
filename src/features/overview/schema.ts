import { z } from "zod";

/** Which projects are shown. */
export const STATES = ["open", "late", "mine", "theirs", "completed", "all"] as const;
export type State = (typeof STATES)[number];

/** Those of open projects alone; the others are a history, which has an order of its own. */
export type OpenState = Exclude<State, "completed" | "all">;

export const SORTS = ["next", "name", "client", "newest"] as const;
export type Sort = (typeof SORTS)[number];

export const VIEWS = ["list", "timeline"] as const;

/** As much as is looked for in a name. */
export const MOST_TYPED = 120;

/** A field of a form that was left empty asks for nothing. */
const id = z.preprocess((value) => (value === "" ? undefined : value), z.uuid().optional());

/** What an address asks the overview for. A choice that does not exist is the first; what is no id is refused. */
export const asked = z.object({
  view: z.enum(VIEWS).catch("list"),
  state: z.enum(STATES).catch("open"),
  sort: z.enum(SORTS).catch("next"),
  q: z
    .string()
    .transform((text) => text.replaceAll("\0", "").toWellFormed().trim().slice(0, MOST_TYPED))
    .catch(""),
  client: id,
  after: id,
  from: z.string().max(10).optional(),
});

export type Asked = z.infer<typeof asked>;
