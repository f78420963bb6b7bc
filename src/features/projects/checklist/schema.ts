import { z } from "zod";
import { id, line } from "@/lib/fields";

const text = line("Item", 200);
const name = line("Name of the checklist", 80, "Enter a name for the checklist.");

export const newItem = z.object({ projectId: id("project"), text });
export const itemRef = z.object({ itemId: id("item") });
export const renamedItem = itemRef.extend({ text });
export const movedItem = itemRef.extend({
  direction: z.enum(["up", "down"], "Choose up or down."),
});
export const keptTemplate = z.object({ projectId: id("project"), name });
export const templateRef = z.object({ templateId: id("checklist") });
export const usedTemplate = templateRef.extend({ projectId: id("project") });

/** A template as stored in the database: its items' texts, in order. */
export const templateItems = z.array(z.string().max(200)).max(100);
