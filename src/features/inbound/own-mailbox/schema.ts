import { saying } from "@/language/say";
import { z } from "zod";
import { wholeNumber } from "@/lib/fields";

const ONE_LINE = /^\P{Cc}*$/u;
/** With a + and a token of ours before its @ it still is an address: 64 characters. */
const ADDRESS = /^[a-z0-9_'.-]{1,31}@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/;

/** Whether answers can be sent to it with a + and a token of ours. */
export const isMailboxAddress = (address: string) => ADDRESS.test(address.toLowerCase());

/** A field whose name begins with "secret" is never sent back to a page. */
export const savedMailbox = z.object({
  host: z
    .string(saying("ownMailbox.fields.host"))
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9:]([a-z0-9.:-]{0,251}[a-z0-9])?$/, saying("ownMailbox.fields.host")),
  port: wholeNumber("mailServer.port", 1, 65_535),
  tls: z.enum(["tls", "starttls", "none"], saying("mailServer.fields.tls")),
  user: z
    .string(saying("ownMailbox.fields.user"))
    .trim()
    .min(1, saying("ownMailbox.fields.user"))
    .max(200, saying("ownMailbox.fields.user"))
    .regex(ONE_LINE, saying("ownMailbox.fields.user")),
  /** Empty keeps the stored one. */
  secretPassword: z
    .string(saying("mailServer.fields.password"))
    .max(500, saying("mailServer.fields.password"))
    .regex(ONE_LINE, saying("mailServer.fields.password")),
  /** Empty where the user is one. */
  mailboxAddress: z
    .string(saying("ownMailbox.fields.address"))
    .trim()
    .toLowerCase()
    .max(254, saying("ownMailbox.fields.address"))
    .refine((text) => text === "" || isMailboxAddress(text), saying("ownMailbox.fields.address")),
  folder: z
    .string(saying("ownMailbox.fields.folder"))
    .trim()
    .min(1, saying("ownMailbox.fields.folder"))
    .max(200, saying("ownMailbox.fields.folder"))
    .regex(ONE_LINE, saying("ownMailbox.fields.folder")),
  /** One certificate or several as PEM, which the command looks at; empty for none. */
  authority: z
    .string(saying("mailServer.fields.authority"))
    .trim()
    .max(20_000, saying("mailServer.fields.authority"))
    .regex(/^(-----BEGIN CERTIFICATE-----[^]*)?$/, saying("mailServer.fields.authority")),
  /** Empty: nobody's word counts. */
  authServer: z
    .string(saying("ownMailbox.fields.authServer"))
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9.-]{0,253}$/, saying("ownMailbox.fields.authServer")),
});
export type SavedMailbox = z.infer<typeof savedMailbox>;
