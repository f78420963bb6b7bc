import { z } from "zod";
import { id, line } from "@/lib/fields";

export const newToken = z.object({
  name: line("otherPrograms.tokens.name", 80, "otherPrograms.tokens.nameMissing"),
});

export const tokenRef = z.object({ tokenId: id("apiToken") });
