"use client";

import { useState } from "react";
import { useFormAnswer } from "./form-answer";

/**
 * One key for one message, however often its form is sent: it stays while an attempt fails, and with what was typed,
 * and is a new one after each that was taken.
 */
export function FormKey({ name, value }: { name: string; value: string }) {
  const { done, at, typed } = useFormAnswer();
  const [cached, setCached] = useState<{ value: string; at?: string }>({ value });
  // Outside a secure context the browser makes no such keys; the server's next one then has to do.
  if (done && at !== cached.at) setCached({ value: globalThis.crypto.randomUUID?.() ?? value, at });
  return <input type="hidden" name={name} value={typed?.[name] ?? cached.value} readOnly />;
}
