import type { ReactNode } from "react";

/** Why what was sent was not taken. The field or fieldset it is about points at its id. */
export function ProblemLine({
  id,
  className = "mt-1",
  children,
}: {
  id?: string;
  className?: string;
  children?: string;
}) {
  if (!children) return null;
  return (
    <p id={id} role="alert" className={`${className} font-medium text-red`}>
      ▲ {children}
    </p>
  );
}

/** What ties a control to its label, its hint and its problem. */
type Described = {
  id: string;
  "aria-invalid"?: true;
  "aria-describedby"?: string;
};

type FieldProps = {
  id: string;
  label: ReactNode;
  hint?: string;
  problem?: string;
  /** The control, with the attributes that tie it to the rest: an input, a select, a textarea. */
  children: (described: Described) => ReactNode;
};

/** A control with its label above it, a hint where one helps, and what was wrong with the last answer. */
export function Field({ id, label, hint, problem, children }: FieldProps) {
  const about = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(" ");
  return (
    <>
      <label htmlFor={id} className="block font-medium">
        {label}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      ) : null}
      <ProblemLine id={`${id}-problem`}>{problem}</ProblemLine>
      {children({
        id,
        "aria-invalid": problem ? true : undefined,
        "aria-describedby": about || undefined,
      })}
    </>
  );
}

type TextFieldProps = Omit<FieldProps, "children"> & {
  name: string;
  maxLength: number;
  required?: boolean;
  defaultValue?: string;
};

/** A field for several lines of text. */
export function TextField({ name, maxLength, required, defaultValue, ...field }: TextFieldProps) {
  return (
    <Field {...field}>
      {(described) => (
        <textarea
          {...described}
          name={name}
          rows={4}
          required={required}
          maxLength={maxLength}
          defaultValue={defaultValue}
          dir="auto"
          className="mt-2 block w-full rounded border border-edge bg-sheet p-3 text-base text-ink"
        />
      )}
    </Field>
  );
}

type RadioProps = {
  name: string;
  value: string;
  isChosen: boolean;
  label: string;
  hint: string;
};

/** One choice of several, told in a word and a sentence. */
export function Radio({ name, value, isChosen, label, hint }: RadioProps) {
  return (
    <div className="flex min-h-11 items-start gap-3 py-2">
      <input
        type="radio"
        id={value}
        name={name}
        value={value}
        defaultChecked={isChosen}
        className="mt-0.5 size-5 flex-none accent-accent"
      />
      <label htmlFor={value} className="flex-1 cursor-pointer font-medium">
        {label}
        <span className="block text-sm font-normal text-muted">{hint}</span>
      </label>
    </div>
  );
}
