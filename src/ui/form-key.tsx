"use client";

import { useState } from "react";
import { useFormAnswer } from "./form-answer";

/**
 * One key for one message, however often its form is sent: it stays while an attempt fails,
 * and is a new one after each that was taken.
 */
export function FormKey({ name, value }: { name: string; value: string }) {
  const { done, at } = useFormAnswer();
  const [kept, keep] = useState<{ value: string; at?: string }>({ value });
  // Outside a secure context the browser makes no such keys; the server's next one then has to do.
  if (done && at !== kept.at) keep({ value: globalThis.crypto.randomUUID?.() ?? value, at });
  return <input type="hidden" name={name} value={kept.value} readOnly />;
}
