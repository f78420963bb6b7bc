import { z } from "zod";
import { cut } from "@/lib/cut";

/** Text from the provider, cut to the longest we store. */
const said = z
  .string()
  .transform((text) => cut(text, 500))
  .catch("");

/** Tags come as an object of names and values, and came as a list of both before. */
const tags = z.union([
  z.record(z.string().max(256), z.string().max(256)),
  z
    .array(z.object({ name: z.string().max(256), value: z.string().max(256) }))
    .max(100)
    .transform((list) => Object.fromEntries(list.map(({ name, value }) => [name, value]))),
]);

const zoned = /(Z|[+-]\d\d(:?\d\d)?)$/;

/** One provider event about one email. Other fields are ignored. */
export const providerEvent = z.object({
  type: z.enum([
    "email.sent",
    "email.delivered",
    "email.delivery_delayed",
    "email.bounced",
    "email.complained",
    "email.failed",
    "email.suppressed",
  ]),
  created_at: z
    .string()
    .max(40)
    .regex(zoned)
    .transform((text) => new Date(text))
    .refine((at) => !Number.isNaN(at.getTime())),
  data: z.object({
    email_id: z.string().min(1).max(100),
    message_id: z
      .string()
      .max(500)
      .transform((id) => (id.startsWith("<") ? id : `<${id}>`))
      .optional()
      .catch(undefined),
    tags: tags.optional().catch(undefined),
    bounce: z
      .object({ type: said, subType: said, message: said })
      .partial()
      .optional()
      .catch(undefined),
    failed: z.object({ reason: said }).partial().optional().catch(undefined),
    suppressed: z.object({ message: said }).partial().optional().catch(undefined),
  }),
});
export type ProviderEvent = z.infer<typeof providerEvent>;

/** The one tag an email is sent with: its own id. Emails sent before 0.2 call it "letter". */
export const emailTag = z.uuid();
