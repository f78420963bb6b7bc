import { z } from "zod";
import { LANGUAGES } from "@/language/languages";

const ids = z.array(z.string().max(60)).max(500);

/** How a form has its texts checked, as its hidden field says it. */
export const formCheck = z.object({
  /** The contact who reads it; none where several do, or nobody is known yet. */
  readerId: z.uuid().optional(),
  /** The readers' language, where it is not a contact's. */
  language: z.enum(LANGUAGES).optional(),
  /** The form's fields that are checked. */
  texts: z.array(z.string().max(60)).min(1).max(10),
  /** Checks that don't fit the form. */
  without: z.array(z.string().max(40)).max(20).default([]),
  variables: z.array(z.string().max(40)).max(20).default([]),
  /** Findings that the writer ignores. */
  ignored: ids.default([]),
  /** Findings that the form has come back with: sent again, it is sent anyway. */
  shown: ids.default([]),
});
export type FormCheck = z.infer<typeof formCheck>;
