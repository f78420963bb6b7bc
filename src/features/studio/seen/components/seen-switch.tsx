import { set } from "@/features/studio/seen/actions";
import type { StudioLocale } from "@/language/studio";
import { ActionButton } from "@/ui/action-button";

/** Whether the studio hears that a person was on their page. */
export function SeenSwitch({ isOn, locale: { t } }: { isOn: boolean; locale: StudioLocale }) {
  return (
    <div className="grid gap-3">
      <p className="text-muted">{t("seen.about")}</p>
      <p>{t(isOn ? "seen.isOn" : "seen.isOff")}</p>
      <ActionButton action={set} hidden={{ wanted: isOn ? "no" : "yes" }} variant="quiet">
        {t(isOn ? "seen.off" : "seen.on")}
      </ActionButton>
    </div>
  );
}
