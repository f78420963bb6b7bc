"use client";

import { useRef, useState } from "react";
import { fill } from "@/language/plain";
import { buttonVariant } from "./button";
import { useUiWords } from "./words";

/** An address to take along: it can be read, selected, or copied by one press. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const { words } = useUiWords();
  const input = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
      setTimeout(() => setCopied(false), 4000);
    } catch {
      // Where the clipboard is closed to pages the text stays selected, ready for the keyboard.
    }
  };
  return (
    <div className="flex max-w-xl flex-wrap items-center gap-2">
      <input
        ref={input}
        readOnly
        value={value}
        aria-label={label}
        onFocus={(event) => event.target.select()}
        className="min-h-11 min-w-0 flex-1 basis-48 rounded-sm border border-edge bg-sheet px-3 text-sm text-muted"
      />
      <button
        type="button"
        onClick={copy}
        className={buttonVariant("quiet")}
        aria-label={fill(words.copyOf, { label })}
      >
        {words.copy}
      </button>
      <span role="status" className="text-sm text-accent">
        {copied ? words.copied : ""}
      </span>
    </div>
  );
}
