"use client";

import { useEffect, useRef } from "react";
import { add } from "@/features/projects/checklist/actions";
import type { FieldFacts } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { TextField } from "@/ui/field";
import { useFormAnswer } from "@/ui/form-answer";
import { SubmitButton } from "@/ui/submit-button";

/**
 * One more item. Several can be typed one after the other: each time it is taken the field is empty
 * and has the focus.
 */
export function AddItem({ projectId, field }: { projectId: string; field: FieldFacts }) {
  return (
    <ActionForm action={add} draft="item" hidden={{ projectId }} className="grid gap-2">
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 flex-1 basis-64">
          <NextField field={field} />
        </div>
        <SubmitButton busy="Adding…">Add item</SubmitButton>
      </div>
    </ActionForm>
  );
}

function NextField({ field: facts }: { field: FieldFacts }) {
  const { at } = useFormAnswer();
  const field = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The field that was typed in is gone with its text, and the focus with it.
    if (at && document.activeElement === document.body)
      field.current?.querySelector("input")?.focus();
  }, [at]);
  return (
    <div ref={field}>
      <TextField {...facts} label="Add an item" autoComplete="off" />
    </div>
  );
}
