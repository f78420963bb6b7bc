import { z } from "zod";
import { saying } from "@/language/say";
import { clockTime, day, id, paragraph } from "@/lib/fields";

const text = paragraph("messages.message", 8000);
const formKey = z.uuid(saying("form.incomplete"));

const blank = (value: unknown) => (value === "" ? undefined : value);

/** A project's thread, or the client's own where no project is named. */
export const thread = {
  projectId: z.preprocess(blank, id("project").optional()),
  clientId: z.preprocess(blank, id("client").optional()),
};

/** The last message the writer had seen; empty when there was none. */
const seenId = z.preprocess(blank, z.uuid().optional());

/** Which button was pressed: "now" sends outside working hours, too. */
const send = z.preprocess(blank, z.literal("now").optional());

/** The pledge that a message keeps. */
const keepsId = z.preprocess(blank, id("promise").optional());

/** The files that it is sent with, which are there already. */
const fileIds = z
  .string()
  .max(500)
  .regex(/^(?!.*storing)/, saying("files.attach.wait"))
  .optional()
  .transform((ids) => (ids ? ids.split(" ") : []))
  .pipe(z.array(id("file")).max(10, saying("files.attach.tooMany")));

export const messageToClient = z.object({
  ...thread,
  text,
  formKey,
  seenId,
  keepsId,
  fileIds,
  send,
});
export const messageFromContact = z.object({
  text,
  formKey,
  seenId: z.preprocess(blank, z.uuid().optional().catch(undefined)),
});
/** A contact asks for something new. */
export const newWorkFromContact = z.object({ text, formKey });
export const seenByContact = z.object({ seenId: z.uuid() });

/** How one speaks outside of Uptomark. */
export const LOGGED_CHANNELS = ["PHONE", "WHATSAPP", "SOCIAL", "IN_PERSON", "EMAIL"] as const;

/** What was said elsewhere, as the freelancer writes it down. */
export const loggedLine = z.object({
  ...thread,
  channel: z.enum(LOGGED_CHANNELS, saying("messages.log.howMissing")),
  contactId: z.preprocess(blank, id("contact").optional()),
  on: day("messages.log.day"),
  time: clockTime("messages.log.time"),
  text: paragraph("messages.log.text", 2000),
  formKey,
});

export const lineRef = z.object({ ...thread, messageId: id("message") });
export const heldRef = z.object({ messageId: id("message") });
export const rewordedHeld = z.object({ messageId: id("message"), text });
