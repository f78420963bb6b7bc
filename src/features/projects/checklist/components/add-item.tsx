"use client";

import { useEffect, useRef } from "react";
import { add } from "@/features/projects/checklist/actions";
import type { StudioWords } from "@/language/studio";
import type { FieldFacts } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { TextField } from "@/ui/field";
import { useFormAnswer } from "@/ui/form-answer";
import { SubmitButton } from "@/ui/submit-button";

type AddItemProps = {
  projectId: string;
  field: FieldFacts;
  words: StudioWords["checklist"]["item"] & Pick<StudioWords["buttons"], "adding">;
};

/**
 * One more item. Several can be typed one after the other: each time it is taken the field is empty
 * and has the focus.
 */
export function AddItem({ projectId, field, words }: AddItemProps) {
  return (
    <ActionForm action={add} draft="item" hidden={{ projectId }} className="grid gap-2">
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 flex-1 basis-64">
          <NextField field={field} label={words.add} />
        </div>
        <SubmitButton busy={words.adding}>{words.submit}</SubmitButton>
      </div>
    </ActionForm>
  );
}

function NextField({ field: facts, label }: { field: FieldFacts; label: string }) {
  const { at } = useFormAnswer();
  const field = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The field that was typed in is gone with its text, and the focus with it.
    if (at && document.activeElement === document.body)
      field.current?.querySelector("input")?.focus();
  }, [at]);
  return (
    <div ref={field}>
      <TextField {...facts} label={label} autoComplete="off" />
    </div>
  );
}
