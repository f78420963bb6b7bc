import { z } from "zod";
import { id, line, optionalParagraph } from "@/lib/fields";

export const newProject = z.object({
  contactId: id("contact"),
  title: line("Project", 120, "Enter a name for the project."),
  summary: optionalParagraph("What was agreed", 600),
  /** A kept checklist to begin with; empty for none. */
  templateId: z.preprocess(
    (value) => (value === "" ? undefined : value),
    id("checklist").optional(),
  ),
});

export const projectRef = z.object({ projectId: id("project") });

/** Its completion: with open items all the same, and with the extras that were private until then. */
export const completedProject = projectRef.extend({
  anyway: z.literal("yes").optional(),
  withExtras: z.literal("yes").optional(),
});

export const describedProject = projectRef.extend({
  title: line("Project", 120, "Enter a name for the project."),
  summary: optionalParagraph("What was agreed", 600),
});
