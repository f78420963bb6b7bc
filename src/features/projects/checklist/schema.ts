import { z } from "zod";
import { saying } from "@/language/say";
import { id, line } from "@/lib/fields";

const text = line("checklist.item.label", 200);
export const newItem = z.object({ projectId: id("project"), text });
export const itemRef = z.object({ itemId: id("item") });
export const renamedItem = itemRef.extend({ text });
export const movedItem = itemRef.extend({
  direction: z.enum(["up", "down"], saying("checklist.item.direction")),
});
