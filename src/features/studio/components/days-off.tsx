"use client";

import { useId, useRef, useState } from "react";
import { buttonVariant } from "@/ui/button";
import { Notes } from "@/ui/field";
import { shownValue, useFormAnswer } from "@/ui/form-answer";
import { useTypedFor } from "@/ui/use-typed-for";
import { useUiWords } from "@/ui/words";
import { daysFromTo, rangeName, rangesOf } from "./day-ranges";

export type DaysOffWords = {
  label: string;
  hint: string;
  none: string;
  from: string;
  until: string;
  add: string;
  remove: string;
};

type DaysOffProps = {
  name: string;
  /** The days, with a comma between them: an input of one line drops line breaks. */
  defaultValue: string;
  /** Those before it are kept, and not shown. */
  today: string;
  words: DaysOffWords;
};

/** The studio's own days off, chosen in a calendar. Sent as one text. */
export function DaysOff(props: DaysOffProps) {
  const answer = useFormAnswer();
  const shown = shownValue(answer, props.name, props.defaultValue) ?? "";
  return <Chosen key={`${answer.at ?? ""} ${shown}`} {...props} shown={shown} />;
}

function Chosen({ name, today, words, shown }: DaysOffProps & { shown: string }) {
  const id = useId();
  const { tag } = useUiWords();
  const error = useFormAnswer().fields?.[name];
  const [days, setDays] = useState(() => shown.split(/[\s,;]+/).filter(Boolean));
  const text = useTypedFor(days.join(", "), shown);
  const from = useRef<HTMLInputElement>(null);
  const until = useRef<HTMLInputElement>(null);
  const add = () => {
    const first = from.current!.value;
    if (!first) return from.current!.focus();
    const last = until.current!.value || first;
    setDays([...new Set([...days, ...daysFromTo(first, last)])].toSorted());
    from.current!.value = "";
    until.current!.value = "";
    from.current!.focus();
  };
  const ranges = rangesOf(days.filter((day) => day >= today));
  return (
    <fieldset
      className="grid gap-2"
      aria-describedby={error ? `${id}-error ${id}-hint` : `${id}-hint`}
    >
      <legend className="mb-1.5 font-medium">{words.label}</legend>
      <input type="text" name={name} ref={text} defaultValue={shown} hidden />
      {ranges.length === 0 ? <p className="text-muted">{words.none}</p> : null}
      <ul className="divide-y divide-hairline">
        {ranges.map((range) => (
          <li key={range.from} className="flex flex-wrap items-center justify-between gap-x-4">
            <span>{rangeName(range, tag)}</span>
            <button
              type="button"
              onClick={() => setDays(days.filter((day) => day < range.from || day > range.until))}
              className={buttonVariant("plain")}
            >
              {words.remove}
              <span className="sr-only">: {rangeName(range, tag)}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-end gap-3">
        <DateInput ref={from} label={words.from} min={today} />
        <DateInput ref={until} label={words.until} min={today} />
        <button type="button" onClick={add} className={buttonVariant("quiet")}>
          {words.add}
        </button>
      </div>
      <Notes id={id} hint={words.hint} error={error} />
    </fieldset>
  );
}

type DateInputProps = { label: string; min: string; ref: React.Ref<HTMLInputElement> };

function DateInput({ label, min, ref }: DateInputProps) {
  return (
    <label className="grid gap-1.5">
      <span className="text-sm">{label}</span>
      <input
        ref={ref}
        type="date"
        min={min}
        className="min-h-11 rounded-sm border border-edge bg-sheet px-3 text-base text-ink"
      />
    </label>
  );
}
