import { setNudges } from "@/features/requests/actions";
import type { StudioLocale } from "@/language/studio";
import { ActionButton } from "@/ui/action-button";

/** Whether clients are reminded of requests. */
export function NudgeSwitch({ isOn, locale: { t } }: { isOn: boolean; locale: StudioLocale }) {
  return (
    <div className="grid gap-3">
      <p className="text-muted">{t("requests.nudges.about")}</p>
      <p>{t(isOn ? "requests.nudges.isOn" : "requests.nudges.isOff")}</p>
      <ActionButton action={setNudges} hidden={{ wanted: isOn ? "no" : "yes" }} variant="quiet">
        {t(isOn ? "requests.nudges.off" : "requests.nudges.on")}
      </ActionButton>
    </div>
  );
}
