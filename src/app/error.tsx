"use client";

import { ErrorMessage } from "./error-message";

export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return <ErrorMessage reset={reset} digest={error.digest} />;
}
