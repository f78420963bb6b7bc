import { cache } from "react";
import { studioLocale } from "@/auth/session";
import { BY_ZONE } from "@/features/clients/rules";
import { newContact } from "@/features/clients/schema";
import { LANGUAGES, type Language } from "@/language/languages";
import { capital } from "@/language/locale";
import type { StudioLocale } from "@/language/studio";
import { fieldsOf } from "@/lib/fields-of";
import { listHolidayRegions } from "@/lib/holidays";
import { Anyway } from "@/ui/anyway";
import { SelectField, TextField } from "@/ui/field";
import { ZoneField } from "@/ui/zone-field";

type PersonFieldsProps = {
  facts?: {
    name: string;
    address: string;
    zone: string;
    language: Language;
    country: string | null;
  };
  fallbackZone: string;
  /** What is put forward for somebody new. */
  fallbackLanguage?: Language;
};

const fields = fieldsOf(newContact);

/** The one list for every form of a page, which is sent once for all of them. */
const regions = cache(({ t, tag }: StudioLocale) => [
  { value: "", label: t("clients.person.sameAsMine") },
  ...listHolidayRegions(tag).map(({ region, name }) => ({ value: region, label: name })),
]);

const byZone = ({ t }: StudioLocale) => ({ value: BY_ZONE, label: t("clients.person.byZone") });

/** What is known of a person at a client. */
export async function PersonFields({
  facts,
  fallbackZone,
  fallbackLanguage = "en",
}: PersonFieldsProps) {
  const locale = await studioLocale();
  const { t } = locale;
  const languages = LANGUAGES.map((value) => ({ value, label: capital(t(`languages.${value}`)) }));
  return (
    <>
      <Anyway />
      <TextField
        {...fields.contactName}
        label={t("clients.person.name")}
        autoComplete="off"
        defaultValue={facts?.name}
      />
      <TextField
        {...fields.address}
        label={t("clients.person.address")}
        type="email"
        autoComplete="off"
        defaultValue={facts?.address}
      />
      <ZoneField
        {...fields.zone}
        label={t("clients.person.zone")}
        hint={t("clients.person.zoneHint")}
        defaultValue={facts?.zone ?? fallbackZone}
      />
      <SelectField
        {...fields.country}
        label={t("clients.person.country")}
        hint={t("clients.person.countryHint")}
        defaultValue={facts ? (facts.country ?? "") : BY_ZONE}
        lazy
        first={facts ? undefined : byZone(locale)}
        choices={regions(locale)}
      />
      <SelectField
        {...fields.language}
        label={t("clients.person.language")}
        hint={t("clients.person.languageHint")}
        choices={languages}
        defaultValue={facts?.language ?? fallbackLanguage}
      />
    </>
  );
}
