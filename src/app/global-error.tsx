"use client";

import { ErrorMessage } from "./error-message";
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
        <ErrorMessage reset={reset} digest={error.digest} />
      </body>
    </html>
  );
}
