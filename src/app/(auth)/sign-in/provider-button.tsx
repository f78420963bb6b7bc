"use client";

import { useState } from "react";
import { beginOAuth } from "@/auth/begin-oauth";
import { buttonVariant } from "@/ui/button";

const names = { google: "Google", github: "GitHub" };

/** Goes to a provider's sign-in, or says why not. */
export function ProviderButton({ provider }: { provider: keyof typeof names }) {
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
        {state === "busy" ? "One moment…" : `Continue with ${names[provider]}`}
      </button>
      {state === "failed" ? (
        <p role="alert" className="text-sm text-red">
          <span aria-hidden="true">◆ </span>
          {names[provider]} can’t be reached right now. Try again, or get a sign-in link by email.
        </p>
      ) : null}
    </div>
  );
}
