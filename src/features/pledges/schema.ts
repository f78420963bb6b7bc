import { z } from "zod";
import { day, id, line } from "@/lib/fields";

const blank = (value: unknown) => (value === "" ? undefined : value);

const formKey = z.uuid(
  "This form is incomplete. Reload the page; you can copy over what you typed.",
);

/** What the freelancer will look into, and the day by whose end the client hears. */
export const newPledge = z.object({
  projectId: z.preprocess(blank, id("project").optional()),
  clientId: z.preprocess(blank, id("client").optional()),
  contactId: id("contact"),
  seenId: z.preprocess(blank, z.uuid().optional()),
  what: line("What you’ll look into", 200),
  on: day("Day"),
  formKey,
  /** Which button was pressed: "now" sends outside working hours, too. */
  send: z.preprocess(blank, z.literal("now").optional()),
});

export const movedPledge = z.object({
  pledgeId: id("promise"),
  on: day("New day"),
  reason: line("Reason", 300, "Reason: please say why. Your client reads it."),
  formKey,
});

export const pledgeRef = z.object({ pledgeId: id("promise") });
