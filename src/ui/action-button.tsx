import type { ReactNode } from "react";
import type { Action } from "@/lib/form-state";
import { ActionForm } from "./action-form";
import type { Variant } from "./button";
import { SubmitButton } from "./submit-button";

type ActionButtonProps<Name extends string> = {
  action: Action<Name>;
  /** What it is about, under names that the action reads. */
  hidden?: { [Field in NoInfer<Name>]?: string };
  busy?: string;
  variant?: Variant;
  className?: string;
} & (
  | { children: string; about?: string; label?: never }
  | { children: ReactNode; label: string; about?: never }
);

/** A form that is one button. What goes wrong is said beside it. */
export function ActionButton<Name extends string>({
  action,
  hidden,
  className = "flex flex-wrap items-center gap-2",
  ...button
}: ActionButtonProps<Name>) {
  return (
    <ActionForm action={action} hidden={hidden} draft={null} className={className}>
      <SubmitButton {...button} />
    </ActionForm>
  );
}
