import { z } from "zod";
import { cut } from "@/lib/cut";
import { id } from "@/lib/fields";

export const fileRef = z.object({ fileId: id("file") });

/**
 * What a sender says about a file. Both are cleaned before use, so both are cut and never refused.
 */
export const fileLabel = z.object({
  name: z.string().transform((said) => cut(said, 2000)),
  mediaType: z.string().transform((said) => said.slice(0, 200)),
  formKey: z
    .string()
    .transform((said) => said.slice(0, 100))
    .optional(),
});
