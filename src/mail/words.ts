import { z } from "zod";

/**
 * An email before its layout: plain paragraphs, at most one link written as a sentence, a signature.
 * It has no bounds of its own: what people type has them, and a batch is fitted when it is composed
 * (features/emails/fit.ts). A bound here would make what was taken impossible to send.
 */
const shape = z.object({
  greeting: z.string(),
  paragraphs: z.array(z.string()),
  link: z.object({ sentence: z.string(), url: z.string() }).optional(),
  /** Left out in emails to the freelancer. */
  closing: z.string().optional(),
  signature: z.string(),
  /** The language it is written in, for its HTML. Defaults to English. */
  lang: z.string().optional(),
  /** A small last line that says why the reader gets this email. */
  footnote: z.string().optional(),
  /** Where its reader unsubscribes: a sentence at the very end, and the List-Unsubscribe header. */
  unsubscribe: z.object({ sentence: z.string(), url: z.string() }).optional(),
});
/** Words that were stored before 0.2 call the last part "stop". */
export const words = z.preprocess(
  (stored) =>
    typeof stored === "object" && stored !== null && "stop" in stored
      ? { ...stored, unsubscribe: stored.stop }
      : stored,
  shape,
);
export type Words = z.infer<typeof shape>;

/** A frozen email: what the provider gets, byte for byte the same at each attempt. */
export const frozenEmail = z.object({
  from: z.string(),
  to: z.string(),
  replyTo: z.string().nullable(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  /** Further headers, by name. */
  headers: z.record(z.string(), z.string()).default({}),
  /** The name of the tag that carries its id. Emails frozen before 0.2 say nothing: it was "letter" then. */
  tag: z.enum(["email", "letter"]).default("letter"),
});
export type FrozenEmail = z.infer<typeof frozenEmail>;
