import { z } from "zod";
import { say } from "@/language/say";
import { id } from "@/lib/fields";

export const erasedClient = z.object({
  clientId: id("client"),
  name: z
    .string({ error: () => say("eraseClient.nameMissing") })
    .trim()
    .min(1, { error: () => say("eraseClient.nameMissing") })
    .max(200, { error: () => say("eraseClient.nameTooLong") }),
});
