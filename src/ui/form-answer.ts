"use client";

import { createContext, useContext } from "react";
import type { FormState } from "@/lib/form-state";

const FormAnswer = createContext<FormState>({});

export const FormAnswerProvider = FormAnswer.Provider;

/** What the last sending of the form around was answered. */
export function useFormAnswer(): FormState {
  return useContext(FormAnswer);
}

/** What a field shows: what was typed when the form came back with an error, else its initial value. */
export function shownValue(
  answer: FormState,
  name: string,
  initial: string | undefined,
): string | undefined {
  return answer.typed ? (answer.typed[name] ?? "") : initial;
}
