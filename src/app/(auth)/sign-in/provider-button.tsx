"use client";

import { useState } from "react";
import { beginOAuth } from "@/auth/begin-oauth";
import { buttonVariant } from "@/ui/button";

const names = { google: "Google", github: "GitHub" };

export function ProviderButton({ provider }: { provider: keyof typeof names }) {
  const [isLeaving, setLeaving] = useState(false);
  const leave = async () => {
    if (isLeaving) return;
    setLeaving(true);
    await beginOAuth(provider).catch(() => setLeaving(false));
  };
  return (
    <button
      type="button"
      className={buttonVariant("quiet")}
      aria-disabled={isLeaving || undefined}
      onClick={leave}
    >
      {isLeaving ? "One moment…" : `Continue with ${names[provider]}`}
    </button>
  );
}
