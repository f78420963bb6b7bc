import { studioLocale } from "@/auth/session";
import type { FailureFacts } from "@/features/own-it/queries";
import { goodwillSums } from "@/features/own-it/rules";

/** What a failure cost in goodwill, by currency and in hours. */
export async function Cost({ goodwill }: { goodwill: FailureFacts["goodwill"] }) {
  const locale = await studioLocale();
  const { t } = locale;
  const sums = goodwillSums(locale, goodwill);
  return sums.length > 0 ? (
    <p>{t("ownIt.costTo", { sums: sums.join(", "), count: goodwill.length })}</p>
  ) : (
    <p className="text-muted">{t("ownIt.noCost")}</p>
  );
}
