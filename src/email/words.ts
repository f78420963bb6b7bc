import { z } from "zod";

/** A letter before its layout: plain paragraphs, at most one link written as a sentence, a signature. */
export const words = z.object({
  greeting: z.string().max(200),
  paragraphs: z.array(z.string().max(12_000)).max(60),
  link: z.object({ sentence: z.string().max(200), url: z.string().max(2000) }).optional(),
  closing: z.string().max(200),
  signature: z.string().max(200),
  /** The language it is written in, as its HTML says it; English where nothing is said. */
  lang: z.string().max(12).optional(),
  /** A small last line: why this letter came. */
  footnote: z.string().max(400).optional(),
  /** Where its reader says no to letters of this sort: a sentence at the very end, and the List-Unsubscribe header. */
  stop: z.object({ sentence: z.string().max(200), url: z.string().max(2000) }).optional(),
});
export type Words = z.infer<typeof words>;

/** A letter fixed for ever: what the provider is given, byte by byte the same at each attempt. */
export const frozenLetter = z.object({
  from: z.string(),
  to: z.string(),
  replyTo: z.string().nullable(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  /** Further headers, by name. */
  headers: z.record(z.string(), z.string()).default({}),
});
export type FrozenLetter = z.infer<typeof frozenLetter>;
