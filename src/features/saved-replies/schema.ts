import { z } from "zod";
import { id, line, paragraph } from "@/lib/fields";

export const replyRef = z.object({ replyId: id("savedReply") });

export const newReply = z.object({
  name: line("Name", 80, "Enter a name for the reply."),
  text: paragraph("Text", 4000),
});
export type NewReply = z.infer<typeof newReply>;

export const changedReply = newReply.extend(replyRef.shape);
