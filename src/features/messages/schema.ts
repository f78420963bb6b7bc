import { z } from "zod";
import { id, paragraph } from "@/lib/fields";

const text = paragraph("Message", 8000);
const formKey = z.uuid(
  "This form is incomplete. Reload the page; you can copy over what you typed.",
);

const blank = (value: unknown) => (value === "" ? undefined : value);

/** A project's thread, or the client's own where no project is named. */
const thread = {
  projectId: z.preprocess(blank, id("project").optional()),
  clientId: z.preprocess(blank, id("client").optional()),
};

/** The last message the freelancer had seen; empty when there was none. */
const seenId = z.preprocess(blank, z.uuid().optional());

export const messageToClient = z.object({ ...thread, text, formKey, seenId });
export const messageFromContact = z.object({ text, formKey });
