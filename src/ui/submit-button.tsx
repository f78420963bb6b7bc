"use client";

import type { ReactNode } from "react";
import { useFormStatus } from "react-dom";
import { buttonLook, type Look } from "./button";

type SubmitButtonProps = { children: ReactNode; busy?: string; look?: Look; label?: string };

/** Sends its form once: while the answer is on its way it says so, keeps the focus and takes no second press. */
export function SubmitButton({ children, busy = "One moment…", look = "quiet", label }: SubmitButtonProps) {
  const { pending } = useFormStatus();
  return (
    <button
      type="submit"
      className={`${buttonLook(look)} aria-disabled:cursor-progress`}
      aria-disabled={pending || undefined}
      aria-label={pending ? undefined : label}
      onClick={(event) => {
        if (pending) event.preventDefault();
      }}
    >
      <span className="grid">
        <span className={`col-start-1 row-start-1 ${pending ? "invisible" : ""}`}>{children}</span>
        {pending ? <span className="col-start-1 row-start-1 animate-pulse">{busy}</span> : null}
      </span>
    </button>
  );
}
