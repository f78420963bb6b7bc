"use client";

import { useState } from "react";
import { beginOAuth } from "@/auth/begin-oauth";
import { buttonVariant } from "@/ui/button";

const names = { google: "Google", github: "GitHub" };

export function ProviderButton({ provider }: { provider: keyof typeof names }) {
  const [isBusy, setBusy] = useState(false);
  const signIn = async () => {
    if (isBusy) return;
    setBusy(true);
    await beginOAuth(provider).catch(() => setBusy(false));
  };
  return (
    <button
      type="button"
      className={buttonVariant("quiet")}
      aria-disabled={isBusy || undefined}
      onClick={signIn}
    >
      {isBusy ? "One moment…" : `Continue with ${names[provider]}`}
    </button>
  );
}
