import { localeOf } from "@/language/locale";
import type { StudioLocale } from "@/language/studio";
import { MOST_BYTES, sizeName } from "@/lib/files";

/** Returns what the browser's fields for files say, in the studio's language. */
export function uploadWords({ t, words, units, language }: StudioLocale) {
  const { t: shared } = localeOf(language);
  return {
    ...words.files.upload,
    units,
    most: t("files.most", { size: sizeName(MOST_BYTES, units) }),
    tooLarge: shared("refused.fileTooLarge"),
    empty: shared("refused.fileEmpty"),
  };
}

export type UploadWords = ReturnType<typeof uploadWords>;
