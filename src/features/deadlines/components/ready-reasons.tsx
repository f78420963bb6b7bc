"use client";

import { buttonVariant } from "@/ui/button";

type ReadyReasonsProps = {
  reasons: { label: string; text: string }[];
  /** The field that they fill in. */ field: string;
};

/** Reasons that are ready: each fills in the field, as if it had been typed. */
export function ReadyReasons({ reasons, field }: ReadyReasonsProps) {
  return reasons.map(({ label, text }) => (
    <button
      key={label}
      type="button"
      className={`${buttonVariant("quiet")} justify-self-start wrap-anywhere`}
      onClick={({ currentTarget }) => {
        const area = currentTarget.form?.elements.namedItem(field);
        if (!(area instanceof HTMLTextAreaElement)) return;
        area.value = text;
        area.dispatchEvent(new Event("input", { bubbles: true }));
        area.focus();
      }}
    >
      {label}
    </button>
  ));
}
