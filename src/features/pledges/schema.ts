import { z } from "zod";
import { saying } from "@/language/say";
import { day, id, line } from "@/lib/fields";

const blank = (value: unknown) => (value === "" ? undefined : value);

const formKey = z.uuid(saying("form.incomplete"));

/** What the freelancer will look into, and the day by whose end the client hears. */
export const newPledge = z.object({
  projectId: z.preprocess(blank, id("project").optional()),
  clientId: z.preprocess(blank, id("client").optional()),
  contactId: id("contact"),
  seenId: z.preprocess(blank, z.uuid().optional()),
  what: line("pledges.whatLabel", 200),
  on: day("pledges.day"),
  formKey,
  /** Which button was pressed: "now" sends outside working hours, too. */
  send: z.preprocess(blank, z.literal("now").optional()),
});

export const movedPledge = z.object({
  pledgeId: id("promise"),
  on: day("pledges.newDay"),
  reason: line("pledges.reason", 300, "pledges.reasonMissing"),
  formKey,
});

export const pledgeRef = z.object({ pledgeId: id("promise") });
