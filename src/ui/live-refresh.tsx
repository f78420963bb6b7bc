"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const SETTLE_MS = 150;
const RETRY_MS = 5000;

/** Shows the page anew when the server says that something changed. Listens only while the page can be seen. */
export function LiveRefresh({ from }: { from: string }) {
  const router = useRouter();
  useEffect(() => {
    let source: EventSource | undefined;
    let settle: ReturnType<typeof setTimeout> | undefined;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let missed = false;
    const refresh = () => {
      clearTimeout(settle);
      settle = setTimeout(() => router.refresh(), SETTLE_MS);
    };
    const stop = () => {
      source?.close();
      source = undefined;
      clearTimeout(retry);
    };
    const listen = () => {
      stop();
      source = new EventSource(from);
      source.addEventListener("changed", refresh);
      source.onopen = () => {
        // What happened while nobody listened was not told.
        if (missed) refresh();
        missed = false;
      };
      source.onerror = () => {
        missed = true;
        // A browser gives up for good after an answer that is not a stream.
        if (source?.readyState === EventSource.CLOSED) retry = setTimeout(listen, RETRY_MS);
      };
    };
    const look = () => {
      if (document.hidden) {
        missed = true;
        stop();
      } else if (!source) listen();
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
      clearTimeout(settle);
      stop();
    };
  }, [from, router]);
  return null;
}
