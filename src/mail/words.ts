import { z } from "zod";

/** An email before its layout: plain paragraphs, at most one link written as a sentence, a signature. */
const shape = z.object({
  greeting: z.string().max(200),
  paragraphs: z.array(z.string().max(12_000)).max(60),
  link: z.object({ sentence: z.string().max(200), url: z.string().max(2000) }).optional(),
  closing: z.string().max(200),
  signature: z.string().max(200),
  /** The language it is written in, for its HTML. Defaults to English. */
  lang: z.string().max(12).optional(),
  /** A small last line that says why the reader gets this email. */
  footnote: z.string().max(400).optional(),
  /** Where its reader unsubscribes: a sentence at the very end, and the List-Unsubscribe header. */
  unsubscribe: z.object({ sentence: z.string().max(200), url: z.string().max(2000) }).optional(),
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
});
export type FrozenEmail = z.infer<typeof frozenEmail>;
