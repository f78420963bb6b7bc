import { z } from "zod";

export const letterRef = z.object({ letterId: z.uuid("This letter cannot be found. Open the list again.") });

export const editedLetter = letterRef.extend({
  subject: z.string().trim().min(1, "Subject: please write one.").max(150, "Subject: please keep it under 150 characters."),
  text: z.string().trim().min(1, "Text: a letter needs at least one line.").max(10_000, "Text: please keep it under 10,000 characters."),
});
