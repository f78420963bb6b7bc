"use client";

import { useState, useSyncExternalStore } from "react";
import { SelectField } from "./field";
import { useFormAnswer } from "./form-answer";
import { zoneChoice, zoneChoices } from "./zones";

type ZoneFieldProps = {
  name: string;
  label: string;
  hint?: string;
  defaultValue?: string;
};

const never = () => () => undefined;
const guess = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/**
 * A time zone. The 400 there are come with a page only where none is chosen yet; otherwise the browser lists
 * them itself, once the field is gone to. Where none is kept, the browser's own is put forward.
 */
export function ZoneField({ defaultValue, ...rest }: ZoneFieldProps) {
  const [wasOpened, setOpened] = useState(false);
  const { typed } = useFormAnswer();
  // Another one was chosen and comes back with what was typed: it has to be in the list.
  const isOpen = wasOpened || (typed !== undefined && typed[rest.name] !== defaultValue);
  const here = useSyncExternalStore(never, guess, () => "");
  const all = isOpen || !defaultValue ? zoneChoices(defaultValue) : [];
  const offered = defaultValue || (all.some((choice) => choice.value === here) ? here : "");
  const choices = isOpen || !defaultValue ? all : [zoneChoice(defaultValue)];
  const open = () => setOpened(true);
  return (
    <div onFocus={open} onPointerEnter={open} className="contents">
      <SelectField
        {...rest}
        required
        defaultValue={offered}
        choices={offered ? choices : [{ value: "", label: "Please choose" }, ...choices]}
      />
    </div>
  );
}
