"use client";

import { Trouble } from "./trouble";
import "./globals.css";

export default function GlobalError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <html lang="en-GB">
      <body>
        <title>One moment · Uptomark</title>
        <Trouble reset={reset} digest={error.digest} />
      </body>
    </html>
  );
}
