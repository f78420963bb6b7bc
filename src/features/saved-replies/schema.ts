import { z } from "zod";
import { id, line, paragraph } from "@/lib/fields";

export const replyRef = z.object({ replyId: id("savedReply") });

export const newReply = z.object({
  name: line("savedReplies.name", 80, "savedReplies.nameMissing"),
  text: paragraph("savedReplies.text", 4000),
});
export type NewReply = z.infer<typeof newReply>;

export const changedReply = newReply.extend(replyRef.shape);
