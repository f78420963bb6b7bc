import { z } from "zod";
import { saying } from "@/language/say";
import { id, optionalParagraph, paragraph } from "@/lib/fields";

export const putBefore = z.object({
  deadlineId: id("deadline"),
  note: optionalParagraph("signOffs.form.note", 2000),
});

export const signOffRef = z.object({ signOffId: id("signOff") });

const blank = (value: unknown) => (value === "" ? undefined : value);

/** How a client may answer besides the page. */
export const ANSWER_CHANNELS = ["PHONE", "IN_PERSON", "EMAIL", "WHATSAPP", "SOCIAL"] as const;

/** What the freelancer writes down: the client answered, in a message that is there or elsewhere. */
export const notedAnswer = signOffRef.extend({
  outcome: z.enum(["ACCEPTED", "CHANGES"], saying("signOffs.form.answerMissing")),
  messageId: z.preprocess(blank, id("message").optional()),
  channel: z.preprocess(blank, z.enum(ANSWER_CHANNELS).optional()),
  changes: optionalParagraph("signOffs.form.changes", 8000),
  formKey: z.preprocess(blank, z.uuid(saying("form.incomplete")).optional()),
});

/** What a contact says on the page. */
export const accepted = z.object({ signOffId: z.uuid() });
export const askedChanges = z.object({
  signOffId: z.uuid(),
  text: paragraph("messages.message", 8000),
  formKey: z.uuid(saying("form.incomplete")),
});
