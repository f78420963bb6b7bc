import { z } from "zod";
import { day, id, optionalParagraph } from "@/lib/fields";

/** A move as the form sends it. `seenOn` is the promised date the form was made from. */
export const newNotice = z.object({
  deadlineId: id("deadline"),
  seenOn: day("deadlines.notice.seenOn"),
  toOn: day("deadlines.notice.toOn"),
  reason: optionalParagraph("deadlines.notice.reason", 2000),
  effect: optionalParagraph("deadlines.notice.effect", 2000),
  doing: optionalParagraph("deadlines.notice.doing", 2000),
});
export type NewNotice = z.infer<typeof newNotice>;
