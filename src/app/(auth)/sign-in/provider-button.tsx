"use client";

import { useState } from "react";
import { beginOAuth } from "@/auth/begin-oauth";
import type { ProviderId } from "@/auth/providers";
import { fill } from "@/language/plain";
import type { StudioWords } from "@/language/studio";
import { buttonVariant } from "@/ui/button";

type ProviderButtonProps = {
  provider: ProviderId;
  name: string;
  words: StudioWords["signIn"]["provider"];
};

/** Goes to a provider's sign-in, or says why not. */
export function ProviderButton({ provider, name, words }: ProviderButtonProps) {
  const [state, setState] = useState<"busy" | "failed">();
  const signIn = async () => {
    if (state === "busy") return;
    setState("busy");
    await beginOAuth(provider).catch(() => setState("failed"));
  };
  return (
    <div className="grid gap-2">
      <button
        type="button"
        className={buttonVariant("quiet")}
        aria-disabled={state === "busy" || undefined}
        onClick={signIn}
      >
        {state === "busy" ? words.busy : fill(words.go, { name })}
      </button>
      {state === "failed" ? (
        <p role="alert" className="text-sm text-red">
          <span aria-hidden="true">◆ </span>
          {fill(words.failed, { name })}
        </p>
      ) : null}
    </div>
  );
}
