import type { StudioWords } from "@/language/studio";
import type { FieldFacts } from "@/lib/fields-of";
import { SelectField, TextField } from "@/ui/field";

type Names = "goodwillKind" | "goodwillAmount" | "goodwillCurrency" | "goodwillText";
export type GoodwillValues = { [Name in Names]: string };

/** What a client gets for the trouble: nothing, money, hours or something else. */
export function GoodwillFields({
  words,
  fields,
  values,
}: {
  words: StudioWords["goodwill"];
  fields: { [Name in Names]: FieldFacts<Name> };
  values: GoodwillValues;
}) {
  return (
    <>
      <SelectField
        {...fields.goodwillKind}
        label={words.give}
        choices={[
          { value: "", label: words.none },
          { value: "MONEY", label: words.money },
          { value: "HOURS", label: words.hours },
          { value: "OTHER", label: words.other },
        ]}
        defaultValue={values.goodwillKind}
      />
      <div className="grid grid-cols-2 gap-4">
        <TextField
          {...fields.goodwillAmount}
          label={words.amount}
          inputMode="decimal"
          defaultValue={values.goodwillAmount}
        />
        <TextField
          {...fields.goodwillCurrency}
          label={words.currency}
          hint={words.forMoney}
          defaultValue={values.goodwillCurrency}
          autoComplete="off"
        />
      </div>
      <TextField
        {...fields.goodwillText}
        label={words.other}
        hint={words.otherHint}
        defaultValue={values.goodwillText}
      />
    </>
  );
}

type Goodwill = {
  kind: string;
  hundredths: number | null;
  currency: string | null;
  text: string;
};

/** Returns goodwill as its fields have it; empty where there is none. */
export function goodwillValues(goodwill: Goodwill | null): GoodwillValues {
  const { kind = "", hundredths = null, currency = null, text = "" } = goodwill ?? {};
  return {
    goodwillKind: kind,
    goodwillAmount: hundredths === null ? "" : String(hundredths / 100),
    goodwillCurrency: currency ?? "",
    goodwillText: text,
  };
}
