import type { ReactNode } from "react";
import type { Action } from "@/lib/form-state";
import { ActionButton } from "./action-button";
import { buttonVariant, type Variant } from "./button";

type AskFirstProps<Name extends string> = {
  action: Action<Name>;
  hidden?: { [Field in NoInfer<Name>]?: string };
  /** What opens the question: "Remove". */ children: string;
  /** The thing, for whoever hears the button alone. */ about: string;
  /** The question, which names the thing. */ question: ReactNode;
  /** What does it: "Remove it". */ confirm: string;
  busy: string;
  variant?: Variant;
};

/** A button for what can’t be undone: it asks first, by keyboard and without script as well. */
export function AskFirst<Name extends string>({
  action,
  hidden,
  children,
  about,
  question,
  confirm,
  busy,
  variant = "plain",
}: AskFirstProps<Name>) {
  return (
    <details className="max-w-full">
      <summary className={buttonVariant(variant)} aria-label={`${children}: ${about}`}>
        {children}
      </summary>
      <div className="grid max-w-sm gap-2 py-2">
        <p className="text-sm wrap-anywhere">{question}</p>
        <ActionButton action={action} hidden={hidden} busy={busy} variant="quiet" about={about}>
          {confirm}
        </ActionButton>
      </div>
    </details>
  );
}
