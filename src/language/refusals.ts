import { Refusal, type RefusalCode } from "@/lib/errors";
import { localeOf, type messages, type Locale } from "./locale";
import { spokenLanguage } from "./say";

/** The refusals a client may read: each has words in every language. */
export type Refused = keyof (typeof messages)["en"]["refused"];

/** Returns a refusal that a client reads in their language, and the freelancer in the studio's. */
export function refusal(
  code: RefusalCode,
  key: Refused,
  values: Record<string, number> = {},
  field?: string,
): Refusal {
  return new Refusal(code, localeOf(spokenLanguage()).t(`refused.${key}`, values), field, {
    key,
    values,
  });
}

/** Returns a refusal in its reader's language. Without a translation the general one is used. */
export function toldIn({ t, language }: Locale, { message, told }: Refusal): string {
  if (told) return t(`refused.${told.key as Refused}`, told.values);
  return language === "en" ? message : t("refused.other");
}
