import type { Words } from "@/email/words";

/** How a letter ends that its reader may say no to. */
export function stopWords(url: string): NonNullable<Words["stop"]> {
  return { sentence: "Stop surveys and digests", url };
}
