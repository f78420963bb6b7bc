"use client";

import { useId, useState } from "react";
import { fill } from "@/language/plain";
import { buttonVariant } from "@/ui/button";
import { Notes } from "@/ui/field";
import { shownValue, useFormAnswer } from "@/ui/form-answer";
import { useTypedFor } from "@/ui/use-typed-for";
import { afterSplit, MOST_SPANS, readSpans, spansAsTyped, type Span } from "./spans";

export type HoursWords = {
  closed: string;
  from: string;
  until: string;
  split: string;
  remove: string;
};

type DayHoursProps = { name: string; label: string; defaultValue: string; words: HoursWords };

/** One weekday's hours: closed, or from when until when, and again after a break. Sent as one text. */
export function DayHours(props: DayHoursProps) {
  const answer = useFormAnswer();
  const shown = shownValue(answer, props.name, props.defaultValue) ?? "";
  // A new answer begins anew, as every field does.
  return <Spans key={`${answer.at ?? ""} ${shown}`} {...props} shown={shown} />;
}

function Spans({ name, label, words, shown }: DayHoursProps & { shown: string }) {
  const id = useId();
  const error = useFormAnswer().fields?.[name];
  const [spans, setSpans] = useState(() => readSpans(shown));
  const text = useTypedFor(spansAsTyped(spans), shown);
  const isClosed = spans.length === 0;
  const change = (place: number, span: Span | null) =>
    setSpans(span ? spans.with(place, span) : spans.toSpliced(place, 1));
  return (
    <fieldset
      className="grid content-start gap-1.5"
      aria-describedby={error ? `${id}-error` : undefined}
    >
      <legend className="mb-1.5 font-medium">{label}</legend>
      <input type="text" name={name} ref={text} defaultValue={shown} hidden />
      <label className="inline-flex min-h-11 cursor-pointer items-center gap-2">
        <input
          type="checkbox"
          checked={isClosed}
          onChange={() => setSpans(isClosed ? [["09:00", "17:00"]] : [])}
          className="size-5 accent-accent"
        />
        {words.closed}
        <span className="sr-only">: {label}</span>
      </label>
      {spans.map(([from, until], place) => (
        <div key={place} className="flex flex-wrap items-center gap-2">
          <TimeInput
            label={fill(words.from, { day: label })}
            value={from}
            isWrong={Boolean(error)}
            onChange={(time) => change(place, [time, until])}
          />
          <span aria-hidden="true">–</span>
          <TimeInput
            label={fill(words.until, { day: label })}
            value={until}
            isWrong={Boolean(error)}
            onChange={(time) => change(place, [from, time])}
          />
          {place > 0 ? (
            <button
              type="button"
              onClick={() => change(place, null)}
              className={buttonVariant("plain")}
            >
              {words.remove}
              <span className="sr-only">: {label}</span>
            </button>
          ) : null}
        </div>
      ))}
      {isClosed || spans.length >= MOST_SPANS ? null : (
        <div>
          <button
            type="button"
            onClick={() => setSpans(afterSplit(spans))}
            className={buttonVariant("plain")}
          >
            {words.split}
            <span className="sr-only">: {label}</span>
          </button>
        </div>
      )}
      <Notes id={id} error={error} />
    </fieldset>
  );
}

type TimeInputProps = {
  label: string;
  value: string;
  isWrong: boolean;
  onChange: (time: string) => void;
};

function TimeInput({ label, value, isWrong, onChange }: TimeInputProps) {
  return (
    <input
      type="time"
      aria-label={label}
      aria-invalid={isWrong || undefined}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className={
        "min-h-11 rounded-sm border border-edge bg-sheet px-3 text-base text-ink " +
        "aria-invalid:border-2 aria-invalid:border-red"
      }
    />
  );
}
