"use client";

import { usePathname } from "next/navigation";
import { useEffect, useLayoutEffect, useState, type RefObject } from "react";
import { typedIn, type FormState } from "@/lib/form-state";
import { useDraftOwner } from "./draft-owner";
import { dropDraft, keepDraft, readDraft } from "./drafts";

export const useBeforePaint = typeof window === "undefined" ? useEffect : useLayoutEffect;

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export type KeptDraft = {
  /** What was typed earlier, as a form shows it again. */ restored:
    | (FormState & { note?: string })
    | null;
  /** Keeps what is typed now. Where the form shows its own values, only while it differs from them. */
  keep: (showsOwn: boolean) => void;
  /** Keeps it with a sentence for after a reload. Returns false where it cannot be kept. */
  keepWith: (note: string) => boolean;
  /** Forgets it, and shows the form's own values again. */ drop: () => void;
};

/** Keeps what is typed into a form under the page's path and the form's name, and brings it back. */
export function useDraft(form: RefObject<HTMLFormElement | null>, name: string | null): KeptDraft {
  const owner = useDraftOwner();
  const path = usePathname();
  const key = owner && name ? `${owner} ${path} ${name}` : null;
  const [restored, setRestored] = useState<KeptDraft["restored"]>(null);

  useBeforePaint(() => {
    if (!key || !form.current) return;
    const draft = readDraft(key);
    if (!draft) return;
    setRestored({ typed: draft.values, note: draft.note, at: `draft ${draft.at}` });
    openDisclosures(form.current);
  }, [key]);

  useEffect(() => {
    // So that a preview beside the form is updated as with any other typing.
    if (restored && form.current)
      for (const field of fieldsIn(form.current))
        field.dispatchEvent(new Event("input", { bubbles: true }));
  }, [restored, form]);

  return {
    restored,
    keep: (showsOwn) => {
      if (!key || !form.current) return;
      const isAsBefore = stateOf(form.current, valueNow) === stateOf(form.current, firstValue);
      if (showsOwn && isAsBefore) dropDraft(key);
      else keepDraft(key, typedIn(new FormData(form.current)));
    },
    keepWith: (note) =>
      key !== null &&
      form.current !== null &&
      keepDraft(key, typedIn(new FormData(form.current)), note),
    drop: () => {
      if (key) dropDraft(key);
      setRestored(null);
    },
  };
}

/** What a person types or chooses: no hidden fields, no files, and nothing secret. */
function fieldsIn(form: HTMLFormElement): Field[] {
  return [...form.elements].filter(
    (element): element is Field =>
      (element instanceof HTMLInputElement ||
        element instanceof HTMLTextAreaElement ||
        element instanceof HTMLSelectElement) &&
      element.name !== "" &&
      !element.name.startsWith("secret") &&
      !["hidden", "file", "password"].includes(element.type),
  );
}

function stateOf(form: HTMLFormElement, read: (field: Field) => string | null): string {
  return JSON.stringify(fieldsIn(form).map((field) => [field.name, read(field)]));
}

const isTicked = (field: Field): field is HTMLInputElement =>
  field.type === "checkbox" || field.type === "radio";

function valueNow(field: Field): string | null {
  return isTicked(field) && !field.checked ? null : field.value;
}

function firstValue(field: Field): string | null {
  if (isTicked(field)) return field.defaultChecked ? field.value : null;
  if (!(field instanceof HTMLSelectElement)) return field.defaultValue;
  const options = [...field.options];
  return (options.find((option) => option.defaultSelected) ?? options[0])?.value ?? null;
}

/** What was typed earlier is not hidden in something closed. */
function openDisclosures(form: HTMLFormElement): void {
  for (
    let disclosure = form.closest("details");
    disclosure;
    disclosure = disclosure.parentElement?.closest("details") ?? null
  )
    disclosure.open = true;
}
