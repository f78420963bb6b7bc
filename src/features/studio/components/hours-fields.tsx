import { hoursOf, spansAsTyped } from "@/features/studio/rules";
import { studioSettings } from "@/features/studio/schema";
import { fieldsOf } from "@/lib/fields-of";
import { AreaField, SelectField, TextField } from "@/ui/field";

const fields = fieldsOf(studioSettings);

type HoursFieldsProps = {
  hours: unknown;
  country: string | null;
  daysOff: string[];
  regions: { region: string; name: string }[];
};

const weekdays = [
  ["1", "Monday"],
  ["2", "Tuesday"],
  ["3", "Wednesday"],
  ["4", "Thursday"],
  ["5", "Friday"],
  ["6", "Saturday"],
  ["7", "Sunday"],
] as const;

/** When the studio works: each weekday's hours, split if need be, the holidays it keeps and its own days off. */
export function HoursFields({ hours, country, daysOff, regions }: HoursFieldsProps) {
  const week = hoursOf(hours);
  return (
    <>
      <p className="text-muted">
        We use these hours to tell clients when to expect a reply. For a split day write
        09:00–12:00, 14:00–18:00. Leave a day off empty.
      </p>
      <div className="grid gap-4 sm:grid-cols-2">
        {weekdays.map(([day, label]) => (
          <TextField
            key={day}
            {...fields[`hours${day}`]}
            label={label}
            defaultValue={spansAsTyped(week[day])}
          />
        ))}
      </div>
      <SelectField
        {...fields.country}
        label="Public holidays of"
        hint="Counted as days off."
        defaultValue={country ?? ""}
        choices={[
          { value: "", label: "None" },
          ...regions.map(({ region, name }) => ({ value: region, label: name })),
        ]}
      />
      <AreaField
        {...fields.daysOff}
        label="Own days off"
        hint="One date per line, like 2026-12-24."
        rows={3}
        defaultValue={daysOff.join("\n")}
      />
    </>
  );
}
