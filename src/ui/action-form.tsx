"use client";

import { useActionState, useRef, useState, type ReactNode, type RefObject } from "react";
import { fill } from "@/language/plain";
import type { Action, FormState } from "@/lib/form-state";
import { CopyField } from "./copy-field";
import { FormAnswerProvider } from "./form-answer";
import { sendWithoutLoss } from "./send-without-loss";
import { useBeforePaint, useDraft, type KeptDraft } from "./use-draft";
import { useUiWords } from "./words";

type ActionFormProps<Name extends string> = {
  action: Action<Name>;
  /**
   * The form's name on its page, under which what is typed is kept until it is sent; null for a
   * form without fields.
   */
  draft: string | null;
  /** What is sent along unseen, under names that the action reads. */
  hidden?: { [Field in NoInfer<Name>]?: string };
  /** What the form shows of a row that it changes, so that nothing changed elsewhere meanwhile is overwritten. */
  seen?: { [Field in NoInfer<Name>]?: unknown };
  children: ReactNode;
  className?: string;
  /** Names the form for a screen reader where several are alike. */
  label?: string;
};

/**
 * A form around a server action. It says what went wrong, leads to the field, keeps what was typed
 * and tells what was done; without script the same form is an ordinary post.
 */
export function ActionForm<Name extends string>({
  action,
  draft,
  hidden = {},
  seen,
  children,
  className = "grid gap-5",
  label,
}: ActionFormProps<Name>) {
  const { words } = useUiWords();
  const form = useRef<HTMLFormElement>(null);
  const line = useRef<HTMLParagraphElement>(null);
  const saved = useDraft(form, draft);
  // On the server the action itself, so that the form can be posted before or without script.
  const [answer, send] = useActionState<FormState, FormData>(
    typeof window === "undefined" ? action : sendWithoutLoss(action, saved, words),
    {},
  );
  const [isBeside, setBeside] = useState(false);
  const shown = answer.at ? answer : (saved.restored ?? answer);
  const first = useSeenFirst(seen, answer);

  useBeforePaint(() => {
    const wrong = answer.field
      ? firstVisible(form.current?.elements.namedItem(answer.field))
      : null;
    setBeside(wrong !== null && Object.keys(answer.fields ?? {}).length === 1);
    if (wrong) wrong.focus();
    else if (answer.message || (answer.done && document.activeElement === document.body))
      line.current?.focus();
  }, [answer]);

  return (
    <form
      ref={form}
      action={send}
      noValidate
      className={className}
      aria-label={label}
      onInput={() => saved.keep(!shown.typed)}
    >
      {Object.entries<string | undefined>(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value ?? ""} />
      ))}
      {first === undefined ? null : (
        <input type="hidden" name="seen" value={shown.typed?.seen ?? first} />
      )}
      <Asked answer={answer} line={line} />
      {answer.at ? null : <Restored saved={saved} />}
      <FormAnswerProvider value={shown}>{children}</FormAnswerProvider>
      <Refused answer={answer} line={line} isBeside={isBeside} />
      <Done answer={answer} line={line} label={label} />
    </form>
  );
}

/** What the form says; the line takes the focus where no field does. */
type SaidProps = { answer: FormState; line: RefObject<HTMLParagraphElement | null> };

function Asked({ answer, line }: SaidProps) {
  if (!answer.message || !answer.asks) return null;
  return (
    <p ref={line} tabIndex={-1} role="alert" className="max-w-prose">
      <span aria-hidden="true" className="text-amber">
        ▲{" "}
      </span>
      {answer.message}
    </p>
  );
}

/** `isBeside`: the field itself shows what is wrong, so that the eye need not read it twice. */
function Refused({ answer, line, isBeside }: SaidProps & { isBeside: boolean }) {
  const { words } = useUiWords();
  if (!answer.message || answer.asks) return null;
  return (
    <p
      ref={line}
      tabIndex={-1}
      role="alert"
      className={isBeside ? "sr-only" : "max-w-prose text-red"}
    >
      <span aria-hidden="true">◆ </span>
      {summary(answer, words.several)}
    </p>
  );
}

/** What was done, and a secret that it made. */
function Done({ answer, line, label = answer.done }: SaidProps & { label?: string }) {
  if (!answer.done) return null;
  return (
    <>
      <p ref={line} tabIndex={-1} role="status" className="max-w-prose text-muted">
        <span aria-hidden="true">✓ </span>
        {answer.done}
      </p>
      {answer.secret ? <CopyField label={label ?? ""} value={answer.secret} /> : null}
    </>
  );
}

/**
 * What the form began with. A page that brings itself up to date does not change it, since what is
 * typed was typed beside the older value; once the form was saved, it begins anew.
 */
function useSeenFirst(seen: object | undefined, answer: FormState): string | undefined {
  const now = seen && JSON.stringify(seen);
  const savedAt = answer.message ? undefined : answer.at;
  const [first, setFirst] = useState({ seen: now, savedAt });
  if (savedAt && savedAt !== first.savedAt) setFirst({ seen: now, savedAt });
  return first.seen;
}

/** Says that the form shows what was typed earlier, and offers what it began with. */
function Restored({ saved }: { saved: KeptDraft }) {
  const { words } = useUiWords();
  if (!saved.restored) return null;
  return (
    <p role="status" className="max-w-prose text-sm text-muted">
      {saved.restored.note ?? words.restored}{" "}
      <button type="button" onClick={saved.drop} className="min-h-6 underline underline-offset-4">
        {words.discard}
      </button>
    </p>
  );
}

function summary({ fields, message }: FormState, several: string): string {
  const messages = Object.values(fields ?? {});
  return messages.length > 1
    ? `${fill(several, { count: messages.length })} ${messages.join(" ")}`
    : (message ?? "");
}

function firstVisible(found: Element | RadioNodeList | null | undefined): HTMLElement | null {
  const named = found instanceof RadioNodeList ? found[0] : found;
  // A text that is typed by other means: they are around it.
  const element =
    named instanceof HTMLInputElement && named.hidden
      ? named.closest("fieldset")?.querySelector<HTMLElement>("input[type=time], input[type=date]")
      : named;
  return element instanceof HTMLElement &&
    !(element instanceof HTMLInputElement && element.type === "hidden")
    ? element
    : null;
}
