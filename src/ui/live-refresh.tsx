"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const SETTLE_MS = 150;
const RETRY_MS = 5000;

const LONGEST_SECONDS = 600;

/** How long a refused stream asks to wait, in milliseconds; nothing where it can be had, or nobody answers. */
async function askedToWait(from: string): Promise<number> {
  const asking = new AbortController();
  try {
    const { headers } = await fetch(from, { signal: asking.signal });
    return Math.min(LONGEST_SECONDS, Number(headers.get("retry-after")) || 0) * 1_000;
  } catch {
    // Offline: tried again as soon as usual.
    return 0;
  } finally {
    asking.abort();
  }
}

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
    // The stream does not tell what the answer was, so that is asked for once more.
    const wait = async () => {
      const refused = source;
      const ms = Math.max(RETRY_MS, await askedToWait(from));
      if (source === refused) retry = setTimeout(listen, ms);
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
        if (source?.readyState === EventSource.CLOSED) void wait();
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
