import { z } from "zod";
import { address } from "@/lib/fields";

/** A field whose name begins with "secret" is never sent back to a page. */
export const savedAccount = z.object({
  /** Empty keeps the stored key. */
  secretKey: z
    .string()
    .trim()
    .regex(
      /^(re_[A-Za-z0-9_]{6,200})?$/,
      "Resend key: a key begins with re_ and has no spaces. Copy it whole, or make a new one there under API keys.",
    ),
  fromAddress: address("Emails come from"),
});

export const savedWebhookSecret = z.object({
  secretWebhook: z
    .string()
    .trim()
    .regex(
      /^whsec_[A-Za-z0-9+/]{16,180}={0,2}$/,
      "Signing secret: it begins with whsec_. Copy it whole from the webhook’s page at Resend.",
    ),
});
