"use client";

import { createContext, useContext, type ReactNode } from "react";

/** A word of which there are one or several, by `countOf` of `language/plain`. */
type Forms = { one: string; other: string };

/** What the components of this folder say in the browser. The root layout gives them their language. */
export type UiWords = {
  busy: string;
  anyway: string;
  copy: string;
  copyOf: string;
  copied: string;
  timeLeft: string;
  opening: string;
  pleaseChoose: string;
  tooLong: Forms;
  several: string;
  restored: string;
  discard: string;
  updated: string;
  updatedHere: string;
  offline: string;
  failed: string;
  /** What a text is looked at for before it is sent. */
  check: { label: string; ignore: string; ignoreThis: string; more: string };
  error: { title: string; wrong: string; noDatabase: string; log: string };
};

const Words = createContext<{ words: UiWords; tag: string } | null>(null);

export function UiWordsProvider(given: { words: UiWords; tag: string; children: ReactNode }) {
  const { words, tag, children } = given;
  return <Words value={{ words, tag }}>{children}</Words>;
}

/** The words of this folder, and the `lang` they are in. */
export function useUiWords(): { words: UiWords; tag: string } {
  const words = useContext(Words);
  if (!words) throw new Error("There is no UiWordsProvider around this.");
  return words;
}
