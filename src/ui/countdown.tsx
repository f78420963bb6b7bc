"use client";

import { useEffect, useState } from "react";
import { fill } from "@/language/plain";
import { useUiWords } from "./words";

/** What is left of a short time, by the second; without script what was left when the page was made. */
export function Countdown({ ms }: { ms: number }) {
  const { words } = useUiWords();
  const [left, setLeft] = useState(ms);
  useEffect(() => {
    const end = performance.now() + ms;
    const timer = setInterval(() => setLeft(Math.max(0, end - performance.now())), 1_000);
    return () => clearInterval(timer);
  }, [ms]);
  const seconds = Math.ceil(left / 1_000);
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return (
    <span role="timer" className="text-muted tabular-nums">
      {fill(words.timeLeft, { time })}
    </span>
  );
}
