import { z } from "zod";
import { saying } from "@/language/say";
import { day, id, line, optionalDay, optionalParagraph } from "@/lib/fields";

const said = {
  title: line("deadlines.form.title", 120, "deadlines.form.titleMissing"),
  targetOn: optionalDay("deadlines.form.target"),
  holder: z.enum(["FREELANCER", "CLIENT"], saying("deadlines.form.holderMissing")),
};

export const newDeadline = z
  .object({
    projectId: id("project"),
    title: said.title,
    promisedOn: day("deadlines.form.promisedOn"),
    targetOn: said.targetOn,
    holder: said.holder,
    /** The day on which it was done already, for a date from before the project was here. */
    doneOn: optionalDay("deadlines.form.doneOn"),
  })
  .refine((input) => !input.targetOn || input.targetOn <= input.promisedOn, {
    path: ["targetOn"],
    ...saying("deadlines.form.targetAfter"),
  });

export const deadlineRef = z.object({ deadlineId: id("deadline") });

export const riskMark = deadlineRef.extend({ atRisk: z.enum(["yes", "no"]) });
export const newOrder = deadlineRef.extend({ direction: z.enum(["up", "down"]) });

/** Everything of a promise but its day, which moves by a notice. */
export const changedDeadline = deadlineRef.extend(said);

/** A promise that is not kept any more, with what the client reads about it, if anything. */
export const droppedDeadline = deadlineRef.extend({
  text: optionalParagraph("deadlines.drop.text", 2000),
  formKey: z.uuid(saying("form.incomplete")),
});

/** The date that a client says is done. */
export const ownDate = z.object({ deadlineId: id("deadline") });
