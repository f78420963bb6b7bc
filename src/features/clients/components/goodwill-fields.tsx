import type { FieldFacts } from "@/lib/fields-of";
import { SelectField, TextField } from "@/ui/field";

type Names = "goodwillKind" | "goodwillAmount" | "goodwillCurrency" | "goodwillText";
export type GoodwillValues = { [Name in Names]: string };

/** What a client gets for the trouble: nothing, money, hours or something else. */
export function GoodwillFields({
  fields,
  values,
}: {
  fields: { [Name in Names]: FieldFacts<Name> };
  values: GoodwillValues;
}) {
  return (
    <>
      <SelectField
        {...fields.goodwillKind}
        label="What you give"
        choices={[
          { value: "", label: "Nothing" },
          { value: "MONEY", label: "Money off the next invoice" },
          { value: "HOURS", label: "Hours at no charge" },
          { value: "OTHER", label: "Something else" },
        ]}
        defaultValue={values.goodwillKind}
      />
      <div className="grid grid-cols-2 gap-4">
        <TextField
          {...fields.goodwillAmount}
          label="How much"
          inputMode="decimal"
          defaultValue={values.goodwillAmount}
        />
        <TextField
          {...fields.goodwillCurrency}
          label="Currency"
          hint="For money."
          defaultValue={values.goodwillCurrency}
          autoComplete="off"
        />
      </div>
      <TextField
        {...fields.goodwillText}
        label="Something else"
        hint="As the client reads it, in their language."
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
