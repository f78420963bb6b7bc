"use client";

import { useRouter } from "next/navigation";
import { startTransition, useEffect, useState } from "react";
import { fill } from "@/language/plain";
import { Mark } from "@/ui/mark";
import type { UiWords } from "@/ui/words";

const RETRY_MS = 3000;

type ErrorMessageProps = { reset: () => void; digest?: string; words: UiWords["error"] };

/** Shown when a page fails. It says why in one sentence, and keeps trying. */
export function ErrorMessage({ reset, digest, words }: ErrorMessageProps) {
  const router = useRouter();
  const [isDatabaseGone, setDatabaseGone] = useState<boolean>();
  useEffect(() => {
    const check = async () => {
      const ready = await fetch("/readyz", { cache: "no-store" }).catch(() => null);
      setDatabaseGone(ready?.status === 503);
      if (ready?.ok)
        startTransition(() => {
          router.refresh();
          reset();
        });
    };
    const first = setTimeout(check, 200);
    const again = setInterval(check, RETRY_MS);
    return () => {
      clearTimeout(first);
      clearInterval(again);
    };
  }, [router, reset]);
  return (
    <main className="mx-auto grid max-w-xl content-start gap-5 px-5 py-16">
      <Mark className="size-10 text-accent" />
      <h1 className="text-3xl">{words.title}</h1>
      <p role="status" className="text-lg">
        {isDatabaseGone === false ? words.wrong : words.noDatabase}
      </p>
      {digest && isDatabaseGone === false ? (
        <p className="text-sm text-muted">{fill(words.log, { id: digest })}</p>
      ) : null}
    </main>
  );
}
