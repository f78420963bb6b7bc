import { z } from "zod";

export const erasedStudio = z.object({
  name: z
    .string("Type the studio’s name to confirm.")
    .trim()
    .min(1, "Type the studio’s name to confirm.")
    .max(200, "This is longer than the studio’s name."),
});
