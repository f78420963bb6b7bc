import { saying } from "@/language/say";
import { z } from "zod";
import { address, wholeNumber } from "@/lib/fields";
import { isAuthority } from "@/lib/authority";

const ONE_LINE = /^\P{Cc}*$/u;

/** A field whose name begins with "secret" is never sent back to a page. */
export const savedServer = z.object({
  host: z
    .string(saying("mailServer.fields.host"))
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9:]([a-z0-9.:-]{0,251}[a-z0-9])?$/, saying("mailServer.fields.host")),
  port: wholeNumber("mailServer.port", 1, 65_535),
  tls: z.enum(["starttls", "tls", "none"], saying("mailServer.fields.tls")),
  /** Empty, with the password, for a server that asks for neither. */
  user: z
    .string(saying("mailServer.fields.user"))
    .trim()
    .max(200, saying("mailServer.fields.user"))
    .regex(ONE_LINE, saying("mailServer.fields.user")),
  /** Empty keeps the stored one. */
  secretPassword: z
    .string(saying("mailServer.fields.password"))
    .max(500, saying("mailServer.fields.password"))
    .regex(ONE_LINE, saying("mailServer.fields.password")),
  authority: z
    .string(saying("mailServer.fields.authority"))
    .trim()
    .max(20_000, saying("mailServer.fields.authority"))
    .refine((pem) => pem === "" || isAuthority(pem), saying("mailServer.fields.authority")),
  fromAddress: address("mailAccount.from"),
});
export type SavedServer = z.infer<typeof savedServer>;
