import type { Words } from "@/mail/words";
import type { Locale } from "@/language/locale";

/** Returns the unsubscribe line at the end of an email. */
export function unsubscribeWords({ t }: Locale, url: string): NonNullable<Words["unsubscribe"]> {
  return { sentence: t("unsubscribe.button"), url };
}
