import { studioLocale } from "@/auth/session";
import { newSubcontractor } from "@/features/subcontractors/schema";
import { LANGUAGES, languageNames, type Language } from "@/language/languages";
import { fieldsOf } from "@/lib/fields-of";
import { listHolidayRegions } from "@/lib/holidays";
import { SelectField, TextField } from "@/ui/field";
import { ZoneField } from "@/ui/zone-field";

type Facts = {
  name: string;
  address: string;
  zone: string;
  language: Language;
  country: string | null;
};
type PersonFieldsProps = { facts?: Facts; fallbackZone: string; fallbackLanguage?: Language };

const fields = fieldsOf(newSubcontractor);

/** What is known of a subcontractor. */
export async function SubcontractorFields(props: PersonFieldsProps) {
  const { facts, fallbackZone, fallbackLanguage = "en" } = props;
  const { t } = await studioLocale();
  const regions = listHolidayRegions().map(({ region, name }) => ({ value: region, label: name }));
  return (
    <>
      <TextField
        {...fields.contactName}
        label={t("subcontractors.name")}
        autoComplete="off"
        defaultValue={facts?.name}
      />
      <TextField
        {...fields.address}
        label={t("subcontractors.address")}
        type="email"
        autoComplete="off"
        defaultValue={facts?.address}
      />
      <ZoneField
        {...fields.zone}
        label={t("subcontractors.zone")}
        hint={t("subcontractors.zoneHint")}
        defaultValue={facts?.zone ?? fallbackZone}
      />
      <SelectField
        {...fields.country}
        label={t("subcontractors.holidays")}
        defaultValue={facts?.country ?? ""}
        lazy
        choices={[{ value: "", label: t("subcontractors.holidaysMine") }, ...regions]}
      />
      <SelectField
        {...fields.language}
        label={t("subcontractors.language")}
        hint={t("subcontractors.languageHint")}
        choices={LANGUAGES.map((one) => ({ value: one, label: languageNames[one] }))}
        defaultValue={facts?.language ?? fallbackLanguage}
      />
    </>
  );
}
