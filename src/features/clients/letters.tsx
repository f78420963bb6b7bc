import type { Words } from "@/email/words";
import type { Tongue } from "@/language/tongue";

/** How a letter ends that its reader may say no to. */
export function stopWords({ t }: Tongue, url: string): NonNullable<Words["stop"]> {
  return { sentence: t("stop.button"), url };
}
