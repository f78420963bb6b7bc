"use client";

import { Trouble } from "./trouble";

export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return <Trouble reset={reset} digest={error.digest} />;
}
