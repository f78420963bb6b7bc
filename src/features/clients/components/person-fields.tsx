import { cache } from "react";
import { newContact } from "@/features/clients/schema";
import { LANGUAGES, languageNames, type Language } from "@/language/languages";
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

const languages = LANGUAGES.map((language) => ({
  value: language,
  label: languageNames[language],
}));

const fields = fieldsOf(newContact);

/** The one list for every form of a page, which is sent once for all of them. */
const regions = cache(() => [
  { value: "", label: "The same as mine" },
  ...listHolidayRegions().map(({ region, name }) => ({ value: region, label: name })),
]);

/** What is known of a person at a client. */
export function PersonFields({ facts, fallbackZone, fallbackLanguage = "en" }: PersonFieldsProps) {
  return (
    <>
      <Anyway />
      <TextField
        {...fields.contactName}
        label="Contact’s name"
        autoComplete="off"
        defaultValue={facts?.name}
      />
      <TextField
        {...fields.address}
        label="Email address"
        type="email"
        autoComplete="off"
        defaultValue={facts?.address}
      />
      <ZoneField
        {...fields.zone}
        label="Time zone"
        hint="Emails arrive in this person’s working hours."
        defaultValue={facts?.zone ?? fallbackZone}
      />
      <SelectField
        {...fields.country}
        label="Public holidays"
        hint="No follow-ups are sent on these days."
        defaultValue={facts?.country ?? ""}
        lazy
        choices={regions()}
      />
      <SelectField
        {...fields.language}
        label="Language"
        hint="The language of their page and emails. What you write yourself is not translated."
        choices={languages}
        defaultValue={facts?.language ?? fallbackLanguage}
      />
    </>
  );
}
