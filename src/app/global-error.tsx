"use client";

import { ErrorMessage } from "./error-message";
import "./globals.css";

// Where not even the page's frame could be made, nobody knows the language.
const words = {
  title: "One moment",
  wrong: "Something went wrong. Trying again… Your text is still here.",
  noDatabase: "Uptomark can’t reach its database right now. Trying again… Your text is still here.",
  log: "The log entry is {id}.",
};

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
        <ErrorMessage reset={reset} digest={error.digest} words={words} />
      </body>
    </html>
  );
}
