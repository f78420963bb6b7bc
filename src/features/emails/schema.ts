import { saying } from "@/language/say";
import { z } from "zod";
import { line, paragraph } from "@/lib/fields";

export const emailRef = z.object({
  emailId: z.uuid(saying("emails.refused.unknown")),
});

/** The longest subject, and the most text between greeting and link, with the empty lines in it. */
export const MOST_SUBJECT = 150;
export const MOST_TEXT = 20_000;

export const editedEmail = emailRef.extend({
  subject: line("emails.changes.subject", MOST_SUBJECT),
  text: paragraph("emails.changes.text", MOST_TEXT),
});
