"use client";

import { useSyncExternalStore } from "react";
import { SelectField } from "./field";
import { useUiWords } from "./words";
import { zoneChoices } from "./zones";

type ZoneFieldProps = {
  name: string;
  label: string;
  hint?: string;
  defaultValue?: string;
};

const never = () => () => undefined;
const guess = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** A time zone, of the 400 there are. Where none is kept yet, the browser's own is put forward. */
export function ZoneField({ defaultValue, ...rest }: ZoneFieldProps) {
  const { words } = useUiWords();
  const here = useSyncExternalStore(never, guess, () => "");
  const choices = zoneChoices(defaultValue);
  const offered = defaultValue || (choices.some((choice) => choice.value === here) ? here : "");
  return (
    <SelectField
      {...rest}
      required
      lazy={Boolean(defaultValue)}
      defaultValue={offered}
      choices={offered ? choices : [{ value: "", label: words.pleaseChoose }, ...choices]}
    />
  );
}
