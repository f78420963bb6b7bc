import { setYearReview } from "@/features/studio/actions";
import type { StudioLocale } from "@/language/studio";
import { ActionButton } from "@/ui/action-button";

/** Whether the freelancer gets an email about the past year each January. */
export function YearReview({ isOn, locale: { t } }: { isOn: boolean; locale: StudioLocale }) {
  return (
    <div className="grid gap-3">
      <p className="text-muted">{t("yearReview.about")}</p>
      <p>{t(isOn ? "yearReview.isOn" : "yearReview.isOff")}</p>
      <ActionButton action={setYearReview} hidden={{ wanted: isOn ? "no" : "yes" }} variant="quiet">
        {t(isOn ? "yearReview.off" : "yearReview.on")}
      </ActionButton>
    </div>
  );
}
