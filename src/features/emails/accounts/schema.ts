import { saying } from "@/language/say";
import { z } from "zod";
import { address } from "@/lib/fields";

/** A field whose name begins with "secret" is never sent back to a page. */
export const savedAccount = z.object({
  /** Empty keeps the stored key. */
  secretKey: z
    .string()
    .trim()
    .regex(/^(re_[A-Za-z0-9_]{6,200})?$/, saying("mailAccount.fields.key")),
  fromAddress: address("mailAccount.from"),
});

export const savedWebhookSecret = z.object({
  secretWebhook: z
    .string()
    .trim()
    .regex(/^whsec_[A-Za-z0-9+/]{16,180}={0,2}$/, saying("mailAccount.fields.secret")),
});
