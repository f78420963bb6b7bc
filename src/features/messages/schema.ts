import { z } from "zod";
import { id, paragraph } from "@/lib/fields";

const text = paragraph("Message", 8000);
const formKey = z.uuid(
  "This form is incomplete. Reload the page; you can copy over what you typed.",
);

/** The last message the freelancer had seen; empty when there was none. */
const seenId = z.preprocess((value) => (value === "" ? undefined : value), z.uuid().optional());

export const messageToClient = z.object({ projectId: id("project"), text, formKey, seenId });
export const messageFromContact = z.object({ text, formKey });
