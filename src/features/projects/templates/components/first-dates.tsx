import { studioLocale } from "@/auth/session";
import type { findBeginning } from "@/features/projects/templates/queries";
import type { Day } from "@/lib/dates";
import { SelectField, TextField } from "@/ui/field";

type Begun = Awaited<ReturnType<typeof findBeginning>>;
type FirstDatesProps = Pick<Begun, "items" | "dates"> & { beginsOn: Day; today: Day };

/** The dates that a new project takes over, on their new days. Each can be changed, or left out. */
export async function FirstDates({ items, dates, beginsOn, today }: FirstDatesProps) {
  const { t, dayName } = await studioLocale();
  const turns = [
    { value: "FREELANCER", label: t("deadlines.form.me") },
    { value: "CLIENT", label: t("projects.begin.theClient") },
  ];
  return (
    <fieldset className="grid gap-4">
      <legend className="text-lg">{t("projects.begin.dates")}</legend>
      <p className="text-muted">
        {t("projects.begin.takesOver", { items: items.length, dates: dates.length })}{" "}
        {dates.length > 0 ? t("projects.begin.counted", { day: dayName(beginsOn, today) }) : null}
      </p>
      <ol className="grid divide-y divide-hairline">
        {dates.map(({ title, promisedOn, targetOn, holder }, place) => (
          <li key={`${place} ${title}`} className="grid gap-3 py-4 sm:grid-cols-3">
            <div className="sm:col-span-3">
              <TextField
                name={`dateTitles.${place}`}
                label={t("projects.begin.numbered", { place: place + 1 })}
                maxLength={120}
                defaultValue={title}
              />
            </div>
            <TextField
              name={`dateDays.${place}`}
              label={t("deadlines.form.promisedOn")}
              type="date"
              min={today}
              defaultValue={promisedOn}
            />
            <SelectField
              name={`dateHolders.${place}`}
              label={t("deadlines.form.holder")}
              choices={turns}
              defaultValue={holder}
            />
            <TextField
              name={`dateTargets.${place}`}
              label={t("deadlines.form.target")}
              type="date"
              defaultValue={targetOn ?? ""}
            />
          </li>
        ))}
      </ol>
    </fieldset>
  );
}
