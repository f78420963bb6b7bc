import { z } from "zod";
import { id, line } from "@/lib/fields";

const name = line("checklist.name", 80, "checklist.nameMissing");

export const keptTemplate = z.object({ projectId: id("project"), name });
export const templateRef = z.object({ templateId: id("checklist") });
export const usedTemplate = templateRef.extend({ projectId: id("project") });

/** A template as stored in the database: its items' texts, in order. */
export const templateItems = z.array(z.string().max(200)).max(100);
