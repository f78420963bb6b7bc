import { z } from "zod";
import { id, line, optionalParagraph } from "@/lib/fields";

export const newProject = z.object({
  contactId: id("contact"),
  title: line("Project", 120),
  summary: optionalParagraph("What was agreed", 600),
});

export const projectRef = z.object({ projectId: id("project") });

export const describedProject = projectRef.extend({ title: line("Project", 120), summary: optionalParagraph("What was agreed", 600) });
