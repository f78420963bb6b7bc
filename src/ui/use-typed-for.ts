"use client";

import { useEffect, useRef } from "react";

/**
 * For a field that is typed with other means than its own text: an input that holds the text, is sent, and is kept as a
 * draft like what is typed by hand. Its form hears of each change.
 */
export function useTypedFor(text: string, first: string) {
  const input = useRef<HTMLInputElement>(null);
  const last = useRef(first);
  useEffect(() => {
    if (!input.current || last.current === text) return;
    last.current = text;
    input.current.value = text;
    input.current.dispatchEvent(new Event("input", { bubbles: true }));
  }, [text]);
  return input;
}
