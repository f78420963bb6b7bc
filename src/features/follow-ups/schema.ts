import { z } from "zod";
import { day, id, line, paragraph } from "@/lib/fields";

export const followUpRef = z.object({ followUpId: id("followUp") });
export const movedFollowUp = followUpRef.extend({ day: day("Day") });
export const rewordedFollowUp = followUpRef.extend({
  subject: line("Subject", 150),
  text: paragraph("Text", 4000),
});
