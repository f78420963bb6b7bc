import { z } from "zod";
import { id, line } from "@/lib/fields";

/** What the browser answered, as JSON on one line. What it is worth is judged where it is checked. */
export const answered = z.object({ answer: z.string().max(32_768).regex(/^.*$/).catch("") });

export const passkeyRef = z.object({ passkeyId: id("passkey") });

export const namedPasskey = passkeyRef.extend({
  name: line("passkeys.name", 60, "passkeys.nameMissing"),
});
