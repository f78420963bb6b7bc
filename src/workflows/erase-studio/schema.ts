import { z } from "zod";
import { saying } from "@/language/say";

export const erasedStudio = z.object({
  name: z
    .string(saying("eraseStudio.nameMissing"))
    .trim()
    .min(1, saying("eraseStudio.nameMissing"))
    .max(200, saying("eraseStudio.nameTooLong")),
});
