import { z } from "zod";
import { id, paragraph } from "@/lib/fields";

export const remedyId = z.object({ remedyId: id("remedy") });
export const keptRemedy = z.object({ remedyId: id("remedy"), projectId: id("project") });
export const waivedRemedy = z.object({
  remedyId: id("remedy"),
  why: paragraph("remedies.why", 500),
});
export const goodwillId = z.object({ goodwillId: id("goodwill") });
