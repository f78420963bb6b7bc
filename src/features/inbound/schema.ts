import { saying } from "@/language/say";
import { z } from "zod";
import { cut } from "@/lib/cut";
import { id, paragraph } from "@/lib/fields";

const said = (most: number) =>
  z
    .string()
    .transform((text) => cut(text, most))
    .catch("");
const addresses = z.array(z.string().max(1000)).max(100).catch([]);

/** What the provider announces of an email that it received: no words of it, and no attachment. */
export const receivedEvent = z.object({
  type: z.literal("email.received"),
  data: z.object({
    // Part of an address of the provider's API.
    email_id: z.string().regex(/^[\w-]{1,100}$/),
    from: said(500),
    to: addresses,
    cc: addresses,
    received_for: addresses,
    subject: said(500),
    message_id: said(500),
  }),
});

/** The same as it is kept until the email is fetched. */
export const announced = z.object({
  from: z.string(),
  subject: z.string(),
  messageId: z.string(),
  addresses: z.array(z.string()),
});
export type Announced = z.infer<typeof announced>;

/** What is left of it once it is over: it is known by its id. */
export const nothingAnnounced: Announced = { from: "", subject: "", messageId: "", addresses: [] };

/** The words of an email that came in, as they are kept. */
export const inboundWords = z.object({
  text: z.string(),
  reply: z.string(),
  quoted: z.string(),
  isInterleaved: z.boolean(),
  attachments: z.array(z.object({ name: z.string(), bytes: z.number() })),
  problem: z.string().nullable(),
});
export type InboundWords = z.infer<typeof inboundWords>;

export const heldRef = z.object({ inboundId: id("email") });

/** Where a held email goes: a project's thread, or that of a contact's client. */
export const heldChoice = z.object({
  inboundId: id("email"),
  thread: z
    .string(saying("inbound.fields.thread"))
    .regex(/^(project|contact) [0-9a-f-]{36}$/, saying("inbound.fields.thread"))
    .transform((text) => {
      const [kind, of = ""] = text.split(" ");
      return kind === "project" ? { projectId: of } : { contactId: of };
    }),
});

/** An answer written in the local mailbox, as its reader would in their mail program. */
export const mailboxReply = z.object({
  emailId: id("email"),
  text: paragraph("inbound.reply", 8000),
  formKey: z.uuid(saying("form.incomplete")),
});
