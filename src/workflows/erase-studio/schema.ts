import { z } from "zod";
import { say } from "@/language/say";

export const erasedStudio = z.object({
  name: z
    .string({ error: () => say("eraseStudio.nameMissing") })
    .trim()
    .min(1, { error: () => say("eraseStudio.nameMissing") })
    .max(200, { error: () => say("eraseStudio.nameTooLong") }),
});
