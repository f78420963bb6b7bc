"use client";

import { useSyncExternalStore } from "react";
import { SelectField } from "./field";

type ZoneFieldProps = {
  name: string;
  label: string;
  hint?: string;
  defaultValue?: string;
  choices: { value: string; label: string }[];
};

const never = () => () => undefined;
const guess = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** A time zone out of those the server knows. Where none is kept yet, the browser's own is put forward. */
export function ZoneField({ defaultValue, choices, ...rest }: ZoneFieldProps) {
  const here = useSyncExternalStore(never, guess, () => "");
  const guessed = choices.some((choice) => choice.value === here) ? here : "";
  const offered = defaultValue || guessed;
  return (
    <SelectField
      {...rest}
      required
      defaultValue={offered}
      choices={offered ? choices : [{ value: "", label: "Please choose" }, ...choices]}
    />
  );
}
