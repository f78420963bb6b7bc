import { firstSteps } from "@/features/studio/schema";
import { LANGUAGES, ownNames } from "@/language/languages";
import type { StudioLocale } from "@/language/studio";
import { fieldsOf } from "@/lib/fields-of";
import { ChecksField, SelectField, TextField } from "@/ui/field";
import { ZoneField } from "@/ui/zone-field";

export type StudioFacts = {
  freelancerName: string;
  name: string;
  zone: string;
  replyTo: string;
};
type Week = { workDays: string[]; opensAt: string; closesAt: string };

const fields = fieldsOf(firstSteps);

type StudioFieldsProps = { locale: StudioLocale; facts: StudioFacts; week?: Week };

/**
 * What a studio says of itself: asked in the first steps, changed in the settings. An empty zone is guessed
 * in the browser. The first steps ask for one span a week; the settings have each day's own (HoursFields).
 */
export function StudioFields({ locale, facts, week }: StudioFieldsProps) {
  const { t } = locale;
  return (
    <>
      <TextField
        {...fields.freelancerName}
        label={t("settings.yourName")}
        hint={t("settings.yourNameHint")}
        autoComplete="name"
        defaultValue={facts.freelancerName}
      />
      <TextField
        {...fields.name}
        label={t("settings.studioName")}
        autoComplete="organization"
        defaultValue={facts.name}
      />
      <ZoneField
        {...fields.zone}
        label={t("settings.zone")}
        hint={t("settings.zoneHint")}
        defaultValue={facts.zone}
      />
      {week ? <WeekFields week={week} locale={locale} /> : null}
      <TextField
        {...fields.replyTo}
        label={t("settings.replyTo")}
        hint={t("settings.replyToHint")}
        type="email"
        autoComplete="email"
        defaultValue={facts.replyTo}
      />
    </>
  );
}

/** The language the studio is read in. Each is named in itself, so that everyone finds their own. */
export function LanguageField({ locale }: { locale: StudioLocale }) {
  return (
    <SelectField
      {...fields.language}
      label={locale.t("settings.language")}
      hint={locale.t("settings.languageHint")}
      defaultValue={locale.language}
      choices={LANGUAGES.map((language) => ({ value: language, label: ownNames[language] }))}
    />
  );
}

function WeekFields({ week, locale }: { week: Week; locale: StudioLocale }) {
  const { t, weekdayNames } = locale;
  return (
    <>
      <ChecksField
        name={fields.workDays.name}
        label={t("settings.workDays")}
        defaultValue={week.workDays}
        choices={weekdayNames.map((label, index) => ({ value: String(index + 1), label }))}
      />
      <div className="grid grid-cols-2 gap-4">
        <TextField
          {...fields.opensAt}
          label={t("settings.opensAt")}
          type="time"
          defaultValue={week.opensAt}
        />
        <TextField
          {...fields.closesAt}
          label={t("settings.closesAt")}
          type="time"
          defaultValue={week.closesAt}
        />
      </div>
    </>
  );
}
