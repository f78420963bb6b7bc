import { Refusal, type RefusalCode } from "@/lib/errors";
import { localeOf, type messages, type Locale } from "./locale";

/** The refusals that a client may read: each has its words in every language. */
export type Refused = keyof (typeof messages)["en"]["refused"];

/** A refusal that its reader is told in their own language; the studio reads it in English. */
export function refusal(
  code: RefusalCode,
  key: Refused,
  values: Record<string, number> = {},
  field?: string,
): Refusal {
  return new Refusal(code, localeOf("en").t(`refused.${key}`, values), field, { key, values });
}

/** A refusal in its reader's language. One that has no words of its own there is told in general ones. */
export function toldIn({ t, language }: Locale, { message, told }: Refusal): string {
  if (told) return t(`refused.${told.key as Refused}`, told.values);
  return language === "en" ? message : t("refused.other");
}
