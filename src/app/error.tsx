"use client";

import { useUiWords } from "@/ui/words";
import { ErrorMessage } from "./error-message";

export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const { words } = useUiWords();
  return <ErrorMessage reset={reset} digest={error.digest} words={words.error} />;
}
