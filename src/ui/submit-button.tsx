"use client";

import type { ReactNode } from "react";
import { useFormStatus } from "react-dom";
import { useFormAnswer } from "./form-answer";
import { buttonVariant, type Variant } from "./button";
import { useUiWords } from "./words";

type SubmitButtonProps = {
  busy?: string;
  variant?: Variant;
  /** Where a form has several: which of them was pressed is sent as `name`. */
  name?: string;
  value?: string;
  /** The key that presses it, on the page that has it. */
  shortcut?: string;
} & (
  | {
      children: ReactNode;
      /** What a picture says. Words say themselves, and `about` what they are about. */ label?: string;
      about?: never;
    }
  | {
      children: string;
      /** Which of several alike it is, for a screen reader. */ about?: string;
      label?: never;
    }
);

/** Sends its form once: while the answer is on its way it says so, keeps the focus and takes no second press. */
export function SubmitButton({
  children,
  busy,
  variant = "quiet",
  label,
  about,
  name,
  value,
  shortcut,
}: SubmitButtonProps) {
  const { words } = useUiWords();
  const { pending, data } = useFormStatus();
  const anyway = useAnyway(name) ? ` ${words.anyway}` : "";
  const isPressed = pending && (!name || data?.get(name) === value);
  return (
    <button
      type="submit"
      name={name}
      value={value}
      className={`${buttonVariant(variant)} aria-disabled:cursor-progress`}
      data-key={shortcut}
      aria-keyshortcuts={shortcut}
      aria-disabled={pending || undefined}
      aria-label={isPressed ? undefined : about ? `${children}${anyway}: ${about}` : label}
      onClick={(event) => {
        if (pending) event.preventDefault();
      }}
    >
      <span className="grid">
        <span className={`col-start-1 row-start-1 ${isPressed ? "invisible" : ""}`}>
          {children}
          {anyway}
        </span>
        {isPressed ? (
          <span className="col-start-1 row-start-1 animate-pulse">{busy ?? words.busy}</span>
        ) : null}
      </span>
    </button>
  );
}

/** A form that has come back with something to look at is sent all the same when it is pressed again. */
function useAnyway(name: string | undefined): boolean {
  const { findings = [] } = useFormAnswer();
  return findings.length > 0 && !name;
}
