import { z } from "zod";
import { day, id, line, optionalDay } from "@/lib/fields";

export const newDeadline = z
  .object({
    projectId: id("project"),
    title: line("What is promised", 120, "Enter what you promise."),
    promisedOn: day("Promised for"),
    targetOn: optionalDay("Private target date"),
    holder: z.enum(["FREELANCER", "CLIENT"], "Whose turn is it? Please choose."),
  })
  .refine((input) => !input.targetOn || input.targetOn <= input.promisedOn, {
    path: ["targetOn"],
    message: "Private target date: this must not be after the promised date.",
  });

export const deadlineRef = z.object({ deadlineId: id("deadline") });

export const riskMark = deadlineRef.extend({ atRisk: z.enum(["yes", "no"]) });
export const newOrder = deadlineRef.extend({ direction: z.enum(["up", "down"]) });
