import { studioLocale } from "@/auth/session";
import { localeOf } from "@/language/locale";
import { MOST_BYTES, sizeName } from "@/lib/files";

/** What the field that sends files says, in the studio's language. */
export async function uploadWords() {
  const { t, words, units, language } = await studioLocale();
  return {
    ...words.files.upload,
    units,
    most: t("files.most", { size: sizeName(MOST_BYTES, units) }),
    tooLarge: localeOf(language).t("refused.fileTooLarge"),
    empty: localeOf(language).t("refused.fileEmpty"),
  };
}
