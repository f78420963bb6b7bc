import { hoursOf } from "@/features/studio/rules";
import { studioSettings } from "@/features/studio/schema";
import type { StudioLocale } from "@/language/studio";
import { fieldsOf } from "@/lib/fields-of";
import type { Day } from "@/lib/dates";
import { SelectField } from "@/ui/field";
import { DayHours } from "./day-hours";
import { DaysOff } from "./days-off";
import { spansAsTyped } from "./spans";

const fields = fieldsOf(studioSettings);

type HoursFieldsProps = {
  t: StudioLocale["t"];
  hours: unknown;
  country: string | null;
  daysOff: string[];
  today: Day;
  regions: { region: string; name: string }[];
};

const weekdays = ["1", "2", "3", "4", "5", "6", "7"] as const;

/** When the studio works: each weekday's hours, split if need be, the holidays it keeps and its own days off. */
export function HoursFields({ t, hours, country, daysOff, today, regions }: HoursFieldsProps) {
  const week = hoursOf(hours);
  const words = hoursWords(t);
  return (
    <>
      <p className="text-muted">{t("settings.hours.hint")}</p>
      <div className="grid gap-4">
        {weekdays.map((day) => (
          <DayHours
            key={day}
            name={fields[`hours${day}`].name}
            label={t(`weekdays.${day}`)}
            defaultValue={spansAsTyped(week[day])}
            words={words}
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
      <DaysOff
        name={fields.daysOff.name}
        defaultValue={daysOff.join(", ")}
        today={today}
        words={daysOffWords(t)}
      />
    </>
  );
}

const hoursWords = (t: StudioLocale["t"]) => ({
  closed: t("settings.hours.closed"),
  from: t("settings.hours.from", { day: "{day}" }),
  until: t("settings.hours.until", { day: "{day}" }),
  split: t("settings.hours.split"),
  remove: t("settings.hours.remove"),
});

const daysOffWords = (t: StudioLocale["t"]) => ({
  label: t("settings.daysOff.label"),
  hint: t("settings.daysOff.hint"),
  none: t("settings.daysOff.none"),
  from: t("settings.daysOff.from"),
  until: t("settings.daysOff.until"),
  add: t("settings.daysOff.add"),
  remove: t("settings.daysOff.remove"),
});
