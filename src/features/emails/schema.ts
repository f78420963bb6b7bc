import { z } from "zod";
import { line, paragraph } from "@/lib/fields";

export const emailRef = z.object({
  emailId: z.uuid("This email cannot be found. Open the list again."),
});

/** The most paragraphs an email's words may have. */
const MOST_PARAGRAPHS = 60;

export const editedEmail = emailRef.extend({
  subject: line("Subject", 150),
  text: paragraph("Text", 10_000).refine(
    (text) => text.split(/\n{2,}/).length <= MOST_PARAGRAPHS,
    `Text: please keep it under ${MOST_PARAGRAPHS} paragraphs.`,
  ),
});
