import { z } from "zod";
import { saying } from "@/language/say";
import { id } from "@/lib/fields";

export const erasedClient = z.object({
  clientId: id("client"),
  name: z
    .string(saying("eraseClient.nameMissing"))
    .trim()
    .min(1, saying("eraseClient.nameMissing"))
    .max(200, saying("eraseClient.nameTooLong")),
});
