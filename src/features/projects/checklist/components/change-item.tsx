"use client";

import { useEffect, useRef } from "react";
import { move, remove, rename } from "@/features/projects/checklist/actions";
import { ActionForm } from "@/ui/action-form";
import { TextField } from "@/ui/field";
import { SubmitButton } from "@/ui/submit-button";

type ChangeItemProps = {
  item: { id: string; text: string };
  /** Counted from one. */ place: number;
  of: number;
};

/** An item's words and its place in the list, by buttons that a keyboard reaches too. */
export function ChangeItem({ item, place, of }: ChangeItemProps) {
  const moving = useKeptFocus();
  const itemId = <input type="hidden" name="itemId" value={item.id} />;
  return (
    <li className="grid gap-2 py-4">
      <ActionForm action={rename} className="grid gap-2">
        {itemId}
        <div className="flex flex-wrap items-end gap-3">
          <div className="min-w-0 flex-1 basis-56">
            <TextField
              name="text"
              label={`Item ${place}`}
              defaultValue={item.text}
              maxLength={200}
              autoComplete="off"
              required
            />
          </div>
          <SubmitButton busy="Keeping…" label={`Keep item ${place}`}>
            Keep
          </SubmitButton>
        </div>
      </ActionForm>
      <div className="flex flex-wrap gap-x-5">
        <div {...moving}>
          <ActionForm action={move} className="flex flex-wrap items-center gap-x-5">
            {itemId}
            {place > 1 ? (
              <SubmitButton
                name="direction"
                value="up"
                variant="plain"
                busy="Moving…"
                label={`Move up: ${item.text}`}
              >
                Up
              </SubmitButton>
            ) : null}
            {place < of ? (
              <SubmitButton
                name="direction"
                value="down"
                variant="plain"
                busy="Moving…"
                label={`Move down: ${item.text}`}
              >
                Down
              </SubmitButton>
            ) : null}
          </ActionForm>
        </div>
        <ActionForm action={remove} className="grid gap-1">
          {itemId}
          <SubmitButton variant="plain" busy="Removing…" label={`Remove: ${item.text}`}>
            Remove
          </SubmitButton>
        </ActionForm>
      </div>
    </li>
  );
}

/** A row that changes its place takes its elements out of the document for a moment, and the focus with them: this brings it back to the button that was pressed, or to the one that is left. */
function useKeptFocus() {
  const ref = useRef<HTMLDivElement>(null);
  const pressed = useRef<string | null>(null);
  useEffect(() => {
    if (pressed.current === null || document.activeElement !== document.body) return;
    const buttons = ref.current?.querySelectorAll("button") ?? [];
    const same = [...buttons].find((button) => button.value === pressed.current) ?? buttons[0];
    same?.focus();
  });
  return {
    ref,
    onFocus: (event: React.FocusEvent) => {
      if (event.target instanceof HTMLButtonElement) pressed.current = event.target.value;
    },
    onBlur: (event: React.FocusEvent) => {
      // Focus that went somewhere was taken there by the person.
      if (event.relatedTarget) pressed.current = null;
    },
  };
}
