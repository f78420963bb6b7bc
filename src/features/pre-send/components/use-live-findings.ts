import { useCallback, useEffect, useState, type RefObject } from "react";
import type { findingsIn } from "@/features/pre-send/check";
import type { CheckFacts } from "@/features/pre-send/rules/reading";
import type { Language } from "@/language/languages";
import type { Finding } from "@/lib/findings";
import type { PreSendCheckProps } from "./pre-send-check";

/** How long after the last key a text is looked at. */
const PAUSE_MS = 500;

/** What is found in the form's texts as they are typed; null before anybody writes, and where it can't be known. */
export function useLiveFindings(
  field: RefObject<HTMLInputElement | null>,
  { texts, readerId, language, without, variables = [] }: PreSendCheckProps,
  wasTyped: boolean,
): Finding[] | null {
  const [findings, setFindings] = useState<Finding[] | null>(null);
  const names = texts.join(" ");
  const skipped = without?.join(" ") ?? "";
  const filled = variables.join("\n");
  const check = useCallback(
    (form: HTMLFormElement, rules: Rules) => {
      const written = names.split(" ").map((name) => [name, textIn(form, name)] as const);
      const facts = {
        ...rules.facts,
        variables: filled.split("\n"),
        attached: rules.facts.attached + filesIn(form),
      };
      return rules.findingsIn(Object.fromEntries(written), facts, skipped.split(" "));
    },
    [names, skipped, filled],
  );

  useEffect(() => {
    const form = field.current?.form;
    if (!form) return;
    const stop = new AbortController();
    const { signal } = stop;
    let rules: Promise<Rules | null> | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = () => (rules ??= loadRules({ readerId, language }, signal));
    const look = async () => {
      const loaded = await load();
      if (!loaded) rules = undefined;
      const found = loaded && (await check(form, loaded));
      if (!signal.aborted) setFindings(found);
    };
    const isOurs = (target: EventTarget | null) =>
      target instanceof HTMLElement && names.split(" ").includes(target.getAttribute("name") ?? "");
    const loadIn = (target: EventTarget | null) => void (isOurs(target) && load());
    form.addEventListener("focusin", ({ target }) => loadIn(target), { signal });
    // Somebody quick is in the box before this listens.
    if (form.contains(document.activeElement)) loadIn(document.activeElement);
    form.addEventListener(
      "input",
      (event) => {
        if (!isOurs(event.target)) return;
        clearTimeout(timer);
        timer = setTimeout(() => void look(), PAUSE_MS);
      },
      { signal },
    );
    if (wasTyped) void look();
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [field, names, readerId, language, check, wasTyped]);

  return findings;
}

type Rules = {
  findingsIn: typeof findingsIn;
  facts: CheckFacts;
};

/** Fetches the rules and what they need to know. Null offline: the server looks at the text as well. */
async function loadRules(
  { readerId, language }: { readerId?: string; language?: Language },
  signal: AbortSignal,
): Promise<Rules | null> {
  const asked = new URLSearchParams();
  if (readerId) asked.set("reader", readerId);
  if (language) asked.set("language", language);
  try {
    const [check, answer] = await Promise.all([
      import("@/features/pre-send/check"),
      fetch(`/api/pre-send?${asked}`, { signal }),
    ]);
    return answer.ok
      ? { findingsIn: check.findingsIn, facts: (await answer.json()) as CheckFacts }
      : null;
  } catch (error) {
    // A connection that breaks, and a form that is gone.
    if (error instanceof TypeError || signal.aborted) return null;
    throw error;
  }
}

function textIn(form: HTMLFormElement, name: string): string {
  const found = form.elements.namedItem(name);
  return found instanceof HTMLTextAreaElement || found instanceof HTMLInputElement
    ? found.value
    : "";
}

function filesIn(form: HTMLFormElement): number {
  return [...form.elements].reduce(
    (sum, one) => sum + (one instanceof HTMLInputElement ? (one.files?.length ?? 0) : 0),
    0,
  );
}
