import { z } from "zod";
import { day, id, optionalParagraph } from "@/lib/fields";

/** A move as the form sends it. `seenOn` is the promised date the form was made from. */
export const newNotice = z.object({
  deadlineId: id("deadline"),
  seenOn: day("The promised day"),
  toOn: day("New date"),
  reason: optionalParagraph("Reason", 2000),
  effect: optionalParagraph("What it means for your client", 2000),
  doing: optionalParagraph("What you are doing", 2000),
});
export type NewNotice = z.infer<typeof newNotice>;
