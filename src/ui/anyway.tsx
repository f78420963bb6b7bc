"use client";

import { useFormAnswer } from "./form-answer";

/** Tells the action that its question was seen: what it asked about is meant. */
export function Anyway() {
  const { asks } = useFormAnswer();
  return asks ? <input type="hidden" name="anyway" value="yes" /> : null;
}
