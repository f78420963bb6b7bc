import { studioSettings } from "@/features/studio/schema";
import type { StudioLocale } from "@/language/studio";
import { fieldsOf } from "@/lib/fields-of";
import { SelectField } from "@/ui/field";

const fields = fieldsOf(studioSettings);

type Delays = { emailHoldSeconds: number; batchSeconds: number };

/** How long things wait before they happen by themselves. */
export function DelayFields({ delays, locale }: { delays: Delays; locale: StudioLocale }) {
  const { t } = locale;
  return (
    <>
      <SelectField
        {...fields.emailHoldSeconds}
        label={t("settings.undoTime")}
        hint={t("settings.undoHint")}
        defaultValue={String(delays.emailHoldSeconds)}
        choices={waits(
          [0, 60, 300, 600, 1800, 3600, 14_400, 86_400],
          delays.emailHoldSeconds,
          locale,
        )}
      />
      <SelectField
        {...fields.batchSeconds}
        label={t("settings.combine")}
        hint={t("settings.combineHint")}
        defaultValue={String(delays.batchSeconds)}
        choices={waits([0, 60, 300, 600, 1800, 3600], delays.batchSeconds, locale)}
      />
    </>
  );
}

/** The usual waits, and the one in use wherever it is none of them. */
function waits(usual: number[], inUse: number, { t, durationName }: StudioLocale) {
  const all = [...new Set([...usual, inUse])].toSorted((a, b) => a - b);
  return all.map((seconds) => ({
    value: String(seconds),
    label: seconds === 0 ? t("settings.noWait") : durationName(seconds),
  }));
}
