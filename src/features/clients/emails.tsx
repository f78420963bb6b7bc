import type { Words } from "@/mail/words";
import type { Locale } from "@/language/locale";

/** How an email ends that its reader may say no to. */
export function unsubscribeWords({ t }: Locale, url: string): NonNullable<Words["unsubscribe"]> {
  return { sentence: t("unsubscribe.button"), url };
}
