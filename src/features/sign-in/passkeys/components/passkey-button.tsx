"use client";

import { startTransition, useActionState, useEffect, useState } from "react";
import { askDevice, knowsPasskeys, type PasskeyTrouble } from "@/auth/passkeys/ask";
import { add, enter } from "@/features/sign-in/passkeys/actions";
import type { FormState } from "@/lib/form-state";
import { buttonVariant, type Variant } from "@/ui/button";

type Words = Record<PasskeyTrouble, string> & { busy: string; unknown: string };

const actions = { new: add, "sign-in": enter };

type PasskeyButtonProps = {
  what: keyof typeof actions;
  variant?: Variant;
  words: Words;
  /** Whether the place is empty where the browser knows no passkeys; else that is said. */
  isOptional?: boolean;
  children: string;
};

/** Asks the person's device for a passkey, new or known, and sends its answer. What goes wrong is said below. */
export function PasskeyButton(given: PasskeyButtonProps) {
  const { what, variant = "quiet", words, isOptional = false, children } = given;
  const { press, isBusy, wrong, done } = useDevice(what, words);
  const isKnown = useKnown();
  if (isKnown === false && !isOptional) return <p className="text-muted">{words.unknown}</p>;
  if (!isKnown) return null;
  return (
    <div className="grid justify-items-start gap-2">
      <button
        type="button"
        className={buttonVariant(variant)}
        aria-disabled={isBusy || undefined}
        onClick={press}
      >
        {isBusy ? words.busy : children}
      </button>
      {wrong ? (
        <p role="alert" className="max-w-prose text-sm text-red">
          <span aria-hidden="true">◆ </span>
          {wrong}
        </p>
      ) : null}
      {done ? (
        <p role="status" className="max-w-prose text-muted">
          <span aria-hidden="true">✓ </span>
          {done}
        </p>
      ) : null}
    </div>
  );
}

/** What a press does, and what came of the last one. */
function useDevice(what: keyof typeof actions, words: Words) {
  const [answer, send, isSending] = useActionState<FormState, FormData>(actions[what], {});
  const [trouble, setTrouble] = useState<string>();
  const [isAsking, setAsking] = useState(false);
  const isBusy = isAsking || isSending;
  const press = async () => {
    if (isBusy) return;
    setAsking(true);
    setTrouble(undefined);
    const asked = await askDevice(what);
    setAsking(false);
    if (!("answer" in asked))
      return setTrouble("message" in asked ? asked.message : words[asked.trouble]);
    const form = new FormData();
    form.set("answer", asked.answer);
    startTransition(() => send(form));
  };
  if (isBusy) return { press, isBusy };
  const wrong = trouble ?? answer.message;
  return { press, isBusy, wrong, done: wrong ? undefined : answer.done };
}

/** Whether the browser knows passkeys; undefined until it has said so. */
function useKnown(): boolean | undefined {
  const [isKnown, setKnown] = useState<boolean>();
  useEffect(() => {
    void knowsPasskeys().then(setKnown, () => setKnown(false));
  }, []);
  return isKnown;
}
