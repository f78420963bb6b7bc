import { useState } from "react";
import { fill } from "@/language/plain";
import { postFile, type Posted } from "@/ui/post-file";
import type { Preview } from "@/workflows/import-list/preview";

/** What is said of a file that did not arrive or got no answer of ours. */
export type FailedWords = { lost: string; failed: string };

type Step = "look" | "import";
export type ListState = {
  file?: File;
  busy?: "reading" | "importing";
  preview?: Preview;
  problem?: string;
  done?: string;
};

/** Sends a list to be looked at, or to be imported, with what its columns are; and says what came back. */
export function useListImport(words: FailedWords) {
  const [state, setState] = useState<ListState>({});
  const send = async (file: File, columns: string[] | null, step: Step) => {
    const query = new URLSearchParams({ step, ...(columns ? { columns: columns.join() } : {}) });
    const busy = step === "import" ? "importing" : "reading";
    setState(({ preview }) => ({ file, preview: columns ? preview : undefined, busy }));
    const { done } = postFile(`/api/import/list?${query}`, file, () => undefined);
    const after = await done.then(
      (posted) => stateAfter(posted, words),
      () => ({ problem: words.lost }),
    );
    setState(({ preview }) => ({ file, preview, ...after }));
  };
  return { state, send };
}

function stateAfter({ status, body }: Posted, words: FailedWords): ListState {
  if (status === 200 && typeof body.done === "string") return { done: body.done };
  if (Array.isArray(body.columns)) return { preview: body as unknown as Preview };
  const { message } = body;
  return { problem: typeof message === "string" ? message : fill(words.failed, { status }) };
}
