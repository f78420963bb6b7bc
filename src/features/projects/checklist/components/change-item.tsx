"use client";

import { useEffect, useRef } from "react";
import { move, remove, rename } from "@/features/projects/checklist/actions";
import { fill } from "@/language/plain";
import type { StudioWords } from "@/language/studio";
import type { FieldFacts } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { AskFirst } from "@/ui/ask-first";
import { TextField } from "@/ui/field";
import { SubmitButton } from "@/ui/submit-button";

type ChangeItemProps = {
  item: { id: string; text: string };
  field: FieldFacts;
  /** Counted from one. */ place: number;
  of: number;
  words: StudioWords["checklist"]["item"] & StudioWords["buttons"];
};

/** An item's words and its place in the list, by buttons that a keyboard reaches too. */
export function ChangeItem({ item, field, place, of, words }: ChangeItemProps) {
  const moving = useKeptFocus();
  return (
    <li className="grid gap-2 py-4">
      <ActionForm
        action={rename}
        draft={`item ${item.id}`}
        hidden={{ itemId: item.id }}
        seen={{ text: item.text }}
        className="grid gap-2"
      >
        <div className="flex flex-wrap items-end gap-3">
          <div className="min-w-0 flex-1 basis-56">
            <TextField
              {...field}
              label={fill(words.numbered, { place })}
              defaultValue={item.text}
              autoComplete="off"
            />
          </div>
          <SubmitButton busy={words.saving} about={fill(words.about, { place })}>
            {words.save}
          </SubmitButton>
        </div>
      </ActionForm>
      <div className="flex flex-wrap gap-x-5">
        <div {...moving}>
          <ActionForm
            action={move}
            draft={null}
            hidden={{ itemId: item.id }}
            className="flex flex-wrap items-center gap-x-5"
          >
            {place > 1 ? (
              <SubmitButton
                name="direction"
                value="up"
                variant="plain"
                busy={words.moving}
                about={item.text}
              >
                {words.up}
              </SubmitButton>
            ) : null}
            {place < of ? (
              <SubmitButton
                name="direction"
                value="down"
                variant="plain"
                busy={words.moving}
                about={item.text}
              >
                {words.down}
              </SubmitButton>
            ) : null}
          </ActionForm>
        </div>
        <AskFirst
          action={remove}
          hidden={{ itemId: item.id }}
          about={item.text}
          question={fill(words.deleteQuestion, { text: item.text })}
          confirm={words.deleteIt}
          busy={words.deleting}
        >
          {words.delete}
        </AskFirst>
      </div>
    </li>
  );
}

/**
 * A row that changes its place takes its elements out of the document for a moment, and the focus
 * with them: this brings it back to the button that was pressed, or to the other one.
 */
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
