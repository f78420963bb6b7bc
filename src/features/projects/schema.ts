import { z } from "zod";
import { id, line, optionalParagraph } from "@/lib/fields";

export const newProject = z.object({
  contactId: id("contact"),
  title: line("Project", 120, "Enter a name for the project."),
  formKey: z.uuid("This form is incomplete. Reload the page; what you typed stays."),
  summary: optionalParagraph("What was agreed", 600),
  /** A checklist template to start with; empty for none. */
  templateId: z.preprocess(
    (value) => (value === "" ? undefined : value),
    id("checklist").optional(),
  ),
});

export const projectRef = z.object({ projectId: id("project") });

/** Its completion: despite open items, and with the private extras revealed. */
export const completedProject = projectRef.extend({
  anyway: z.literal("yes").optional(),
  withExtras: z.literal("yes").optional(),
  /** Whether it was asked what becomes of the promises that are open, and which of them are done. */
  asked: z.literal("yes").optional(),
  done: z.preprocess(
    (value) => (value === undefined ? [] : [value].flat()),
    z.array(id("promise")).max(500, "Promises: please choose at most 500."),
  ),
  /** Which of the remedies that were due were kept, and why the others were not. */
  kept: z.preprocess(
    (value) => (value === undefined ? [] : [value].flat()),
    z.array(id("remedy")).max(100, "Remedies: please choose at most 100."),
  ),
  notKeptWhy: optionalParagraph("Why not", 500),
});

export const describedProject = projectRef.extend({
  title: line("Project", 120, "Enter a name for the project."),
  summary: optionalParagraph("What was agreed", 600),
});
