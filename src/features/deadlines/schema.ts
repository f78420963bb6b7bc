import { z } from "zod";
import { saying } from "@/language/say";
import { day, id, line, optionalDay } from "@/lib/fields";

export const newDeadline = z
  .object({
    projectId: id("project"),
    title: line("deadlines.form.title", 120, "deadlines.form.titleMissing"),
    promisedOn: day("deadlines.form.promisedOn"),
    targetOn: optionalDay("deadlines.form.target"),
    holder: z.enum(["FREELANCER", "CLIENT"], saying("deadlines.form.holderMissing")),
  })
  .refine((input) => !input.targetOn || input.targetOn <= input.promisedOn, {
    path: ["targetOn"],
    ...saying("deadlines.form.targetAfter"),
  });

export const deadlineRef = z.object({ deadlineId: id("deadline") });

export const riskMark = deadlineRef.extend({ atRisk: z.enum(["yes", "no"]) });
export const newOrder = deadlineRef.extend({ direction: z.enum(["up", "down"]) });
