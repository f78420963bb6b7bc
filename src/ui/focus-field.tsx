"use client";

import { useEffect, useRef } from "react";

/** Leads into the first field beside it: at once, or only where the page's address names the part it is in. */
export function FocusField({ named }: { named?: string }) {
  const here = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (named && location.hash !== `#${named}`) return;
    here.current?.parentElement
      ?.querySelector<HTMLElement>("input:not([type=hidden]), textarea, select")
      ?.focus();
  }, [named]);
  return <span ref={here} hidden />;
}
