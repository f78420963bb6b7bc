"use client";

import { useId, useState, type ComponentProps, type KeyboardEvent, type ReactNode } from "react";
import { countOf } from "@/language/plain";
import { shownValue, useFormAnswer } from "./form-answer";
import { useUiWords } from "./words";

type Asked = { name: string; label: string; hint?: ReactNode };

const box =
  "w-full rounded-sm border border-edge bg-sheet px-3 text-base text-ink aria-invalid:border-red aria-invalid:border-2";

export function TextField({
  label,
  hint,
  defaultValue,
  ...rest
}: Asked & Omit<ComponentProps<"input">, "name" | "defaultValue"> & { defaultValue?: string }) {
  const field = useField(rest.name, label, hint, defaultValue);
  return (
    <Frame {...field}>
      <input
        key={field.fresh}
        {...rest}
        {...field.tied}
        defaultValue={field.value}
        className={`min-h-11 ${box}`}
      />
    </Frame>
  );
}

export function AreaField({
  label,
  hint,
  defaultValue,
  rows = 4,
  maxLength,
  ...rest
}: Asked & Omit<ComponentProps<"textarea">, "name" | "defaultValue"> & { defaultValue?: string }) {
  const field = useField(rest.name, label, hint, defaultValue);
  const { words, tag } = useUiWords();
  const [length, setLength] = useState(0);
  const over = maxLength === undefined ? 0 : length - maxLength;
  return (
    <Frame {...field}>
      <textarea
        key={field.fresh}
        rows={rows}
        {...rest}
        {...field.tied}
        defaultValue={field.value}
        className={`field-sizing-content max-h-[60vh] py-2.5 ${box}`}
        style={{ minHeight: `${rows * 1.5 + 1.25}rem` }}
        onKeyDown={sendByKey}
        onInput={(event) => setLength(event.currentTarget.value.length)}
      />
      {/* A bound of the browser's own would cut off a pasted text without a word. */}
      {over > 0 ? (
        <p role="status" className="text-sm text-red">
          {countOf(words.tooLong, over, tag)}
        </p>
      ) : null}
    </Frame>
  );
}

/** Ctrl+Enter, or Command+Enter, sends from within a text of several lines, where Enter alone begins a new one. */
function sendByKey(event: KeyboardEvent<HTMLTextAreaElement>) {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.currentTarget.form?.querySelector<HTMLButtonElement>("button[type=submit]")?.click();
}

type Choice = { value: string; label: string };

type SelectFieldProps = Asked & {
  defaultValue?: string;
  choices: Choice[];
  /** One before the others, which are then sent once for all fields that share them. */
  first?: Choice;
  required?: boolean;
  /** A long list, which comes into the page once the field is gone to: until then only what is chosen. */
  lazy?: boolean;
};

export function SelectField({
  label,
  hint,
  defaultValue,
  choices,
  first,
  name,
  required,
  lazy = false,
}: SelectFieldProps) {
  const field = useField(name, label, hint, defaultValue);
  const [isListed, setListed] = useState(!lazy);
  const list = () => setListed(true);
  const all = first ? [first, ...choices] : choices;
  const listed = isListed ? all : all.filter((choice) => choice.value === field.value);
  return (
    <Frame {...field}>
      <select
        key={`${field.fresh} ${field.value}`}
        name={name}
        required={required}
        {...field.tied}
        defaultValue={field.value}
        onFocus={list}
        onPointerEnter={list}
        className={`min-h-11 ${box}`}
      >
        {listed.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

/** Several of a few. What is chosen is sent once for each under the one name. */
export function ChecksField({
  name,
  label,
  hint,
  defaultValue,
  choices,
}: Asked & { defaultValue: string[]; choices: Choice[] }) {
  const field = useField(name, label, hint, defaultValue.join(","));
  const chosen = (field.value ?? "").split(",");
  return (
    <fieldset className="grid gap-1.5" aria-describedby={field.tied["aria-describedby"]}>
      <legend className="mb-1.5 font-medium">{label}</legend>
      <div className="flex flex-wrap gap-x-5" key={`${field.fresh} ${field.value}`}>
        {choices.map((choice) => (
          <label
            key={choice.value}
            className="inline-flex min-h-11 cursor-pointer items-center gap-2"
          >
            <input
              type="checkbox"
              name={name}
              value={choice.value}
              defaultChecked={chosen.includes(choice.value)}
              aria-invalid={field.tied["aria-invalid"]}
              className="size-5 accent-accent"
            />
            {choice.label}
          </label>
        ))}
      </div>
      <Notes {...field} />
    </fieldset>
  );
}

type Tied = {
  id: string;
  fresh: string;
  label: string;
  hint?: ReactNode;
  error?: string;
  value?: string;
  tied: { id: string; "aria-describedby"?: string; "aria-invalid"?: true };
};

function useField(name: string, label: string, hint: ReactNode, initial: string | undefined): Tied {
  const answer = useFormAnswer();
  const id = useId();
  const error = answer.fields?.[name];
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""]
    .filter(Boolean)
    .join(" ");
  // A new answer makes a new element: React resets a form after its action, and would show the old value again.
  return {
    id,
    label,
    hint,
    error,
    fresh: answer.at ?? "first",
    value: shownValue(answer, name, initial),
    tied: {
      id,
      "aria-describedby": described || undefined,
      "aria-invalid": error ? true : undefined,
    },
  };
}

function Frame({ children, ...field }: Tied & { children: ReactNode }) {
  return (
    <div className="grid content-start gap-1.5">
      <label htmlFor={field.id} className="font-medium">
        {field.label}
      </label>
      {children}
      <Notes {...field} />
    </div>
  );
}

/** What is wrong with a field, and what there is to know about it. */
export function Notes({ id, hint, error }: Pick<Tied, "id" | "hint" | "error">) {
  return (
    <>
      {error ? (
        <p id={`${id}-error`} className="text-sm font-medium text-red">
          <span aria-hidden="true">◆ </span>
          {error}
        </p>
      ) : null}
      {hint ? (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      ) : null}
    </>
  );
}
