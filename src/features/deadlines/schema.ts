import { z } from "zod";
import { day, id, line, optionalDay } from "@/lib/fields";

export const newDeadline = z
  .object({
    projectId: id("project"),
    title: line("What is promised", 120),
    promisedOn: day("Promised for"),
    targetOn: optionalDay("Your own day"),
    holder: z.enum(["FREELANCER", "CLIENT"], "With: please choose who it is with."),
  })
  .refine((input) => !input.targetOn || input.targetOn <= input.promisedOn, {
    path: ["targetOn"],
    message: "Your own day: this must not be after the promised day.",
  });

export const deadlineRef = z.object({ deadlineId: id("deadline") });

export const riskMark = deadlineRef.extend({ atRisk: z.enum(["yes", "no"]) });
export const newOrder = deadlineRef.extend({ direction: z.enum(["up", "down"]) });
