import { z } from "zod";
import { day, id, line, paragraph } from "@/lib/fields";

export const followUpRef = z.object({ followUpId: id("followUp") });
export const movedFollowUp = followUpRef.extend({ day: day("followUps.day") });
export const rewordedFollowUp = followUpRef.extend({
  subject: line("followUps.subject", 150),
  text: paragraph("followUps.words", 4000),
});
