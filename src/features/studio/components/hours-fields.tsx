import { hoursOf, spansAsTyped } from "@/features/studio/rules";
import { studioSettings } from "@/features/studio/schema";
import type { StudioLocale } from "@/language/studio";
import { fieldsOf } from "@/lib/fields-of";
import { AreaField, SelectField, TextField } from "@/ui/field";

const fields = fieldsOf(studioSettings);

type HoursFieldsProps = {
  t: StudioLocale["t"];
  hours: unknown;
  country: string | null;
  daysOff: string[];
  regions: { region: string; name: string }[];
};

const weekdays = ["1", "2", "3", "4", "5", "6", "7"] as const;

/** When the studio works: each weekday's hours, split if need be, the holidays it keeps and its own days off. */
export function HoursFields({ t, hours, country, daysOff, regions }: HoursFieldsProps) {
  const week = hoursOf(hours);
  return (
    <>
      <p className="text-muted">{t("settings.hours.hint")}</p>
      <div className="grid gap-4 sm:grid-cols-2">
        {weekdays.map((day) => (
          <TextField
            key={day}
            {...fields[`hours${day}`]}
            label={t(`weekdays.${day}`)}
            defaultValue={spansAsTyped(week[day])}
          />
        ))}
      </div>
      <SelectField
        {...fields.country}
        label={t("settings.holidays")}
        hint={t("settings.holidaysHint")}
        defaultValue={country ?? ""}
        choices={[
          { value: "", label: t("settings.noHolidays") },
          ...regions.map(({ region, name }) => ({ value: region, label: name })),
        ]}
      />
      <AreaField
        {...fields.daysOff}
        label={t("settings.daysOff.label")}
        hint={t("settings.daysOff.hint")}
        rows={3}
        defaultValue={daysOff.join("\n")}
      />
    </>
  );
}
