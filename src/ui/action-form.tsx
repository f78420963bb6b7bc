"use client";

import {
  useActionState,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type ReactNode,
} from "react";
import type { FormState } from "@/lib/form-state";
import { FormAnswerProvider } from "./form-answer";

type ActionFormProps = {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  children: ReactNode;
  className?: string;
  /** Names the form for a screen reader where several are alike. */
  label?: string;
};

const useBeforePaint = typeof window === "undefined" ? useEffect : useLayoutEffect;

/**
 * A form around a server action. It says what went wrong, leads to the field, keeps what was typed
 * and tells what was done; without script the same form is an ordinary post.
 */
export function ActionForm({ action, children, className = "grid gap-5", label }: ActionFormProps) {
  const [answer, send] = useActionState(action, {});
  const form = useRef<HTMLFormElement>(null);
  const line = useRef<HTMLParagraphElement>(null);
  const [toldBeside, setToldBeside] = useState(false);

  useBeforePaint(() => {
    const wrong = answer.field
      ? firstVisible(form.current?.elements.namedItem(answer.field))
      : null;
    setToldBeside(wrong !== null && Object.keys(answer.fields ?? {}).length === 1);
    if (wrong) wrong.focus();
    else if (answer.message || (answer.done && document.activeElement === document.body))
      line.current?.focus();
  }, [answer]);

  return (
    <form ref={form} action={send} noValidate className={className} aria-label={label}>
      {answer.message && answer.asks ? (
        <p ref={line} tabIndex={-1} role="alert" className="max-w-prose">
          <span aria-hidden="true" className="text-amber">
            ▲{" "}
          </span>
          {answer.message}
        </p>
      ) : null}
      <FormAnswerProvider value={answer}>{children}</FormAnswerProvider>
      {answer.message && !answer.asks ? (
        <p
          ref={line}
          tabIndex={-1}
          role="alert"
          className={toldBeside ? "sr-only" : "max-w-prose text-red"}
        >
          <span aria-hidden="true">◆ </span>
          {summary(answer)}
        </p>
      ) : null}
      {answer.done ? (
        <p ref={line} tabIndex={-1} role="status" className="max-w-prose text-muted">
          <span aria-hidden="true">✓ </span>
          {answer.done}
        </p>
      ) : null}
    </form>
  );
}

function summary({ fields, message }: FormState): string {
  const told = Object.values(fields ?? {});
  return told.length > 1
    ? `${told.length} fields need another look. ${told.join(" ")}`
    : (message ?? "");
}

function firstVisible(found: Element | RadioNodeList | null | undefined): HTMLElement | null {
  const element = found instanceof RadioNodeList ? found[0] : found;
  return element instanceof HTMLElement &&
    !(element instanceof HTMLInputElement && element.type === "hidden")
    ? element
    : null;
}
