"use client";

import { useLinkStatus } from "next/link";
import { createPortal } from "react-dom";
import { useUiWords } from "./words";

/** A thin line at the top of the window while the page that was asked for is on its way. */
export function LinkPending() {
  const { pending } = useLinkStatus();
  return pending ? createPortal(<PendingLine />, document.body) : null;
}

export function PendingLine() {
  const { words } = useUiWords();
  return (
    <div role="status" className="fixed inset-x-0 top-0 z-30 h-0.5 animate-pulse bg-accent">
      <span className="sr-only">{words.opening}</span>
    </div>
  );
}
