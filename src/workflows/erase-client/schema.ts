import { z } from "zod";
import { id } from "@/lib/fields";

export const erasedClient = z.object({
  clientId: id("client"),
  name: z
    .string("Type the client’s name to confirm.")
    .trim()
    .min(1, "Type the client’s name to confirm.")
    .max(200, "This is longer than the client’s name."),
});
