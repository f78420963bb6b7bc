"use client";

import { useEffect, useRef, useState } from "react";
import { fill } from "@/language/plain";
import type { StudioWords } from "@/language/studio";
import { buttonVariant } from "@/ui/button";
import { FileChoice, FileProblem } from "@/ui/file-choice";
import { Link } from "@/ui/link";
import { postFile, type Posted } from "@/ui/post-file";

type State =
  | { step: "choosing"; problem?: string }
  | { step: "sending"; part: number }
  | { step: "done"; lines: string[] };

type StudioImportProps = {
  words: StudioWords["importStudio"];
  /** Whether the studio has nothing in it yet. */ isEmpty: boolean;
};

/** Sends an export of another install, with its progress, and says what came of it. */
export function StudioImport({ words, isEmpty }: StudioImportProps) {
  const [state, setState] = useState<State>({ step: "choosing" });
  const stop = useRef<(() => void) | undefined>(undefined);
  // Leaving the page ends what is on its way.
  useEffect(() => () => stop.current?.(), []);
  const send = async (file: File) => {
    setState({ step: "sending", part: 0 });
    const sending = postFile("/api/import/studio", file, (part) =>
      setState({ step: "sending", part }),
    );
    stop.current = sending.stop;
    setState(
      await sending.done.then(
        (posted) => stateAfter(posted, words),
        (): State => ({ step: "choosing", problem: words.lost }),
      ),
    );
  };
  if (state.step === "done") return <Done lines={state.lines} see={words.see} />;
  if (!isEmpty && state.step === "choosing" && !state.problem)
    return <p className="max-w-[72ch] text-muted">{words.notEmpty}</p>;
  return (
    <div className="grid gap-4">
      <p className="max-w-[72ch] text-muted">{words.what}</p>
      <p className="max-w-[72ch] text-muted">{words.still}</p>
      {state.step === "sending" ? (
        <div role="status" className="grid gap-2">
          <p>{state.part < 1 ? words.sending : words.checking}</p>
          <progress
            aria-label={words.sending}
            value={state.part < 1 ? state.part : undefined}
            className="h-2 w-full max-w-md accent-accent"
          />
        </div>
      ) : (
        <>
          {state.problem ? <FileProblem>{state.problem}</FileProblem> : null}
          <FileChoice label={words.choose} accept=".zip,application/zip" onChoose={send} />
        </>
      )}
    </div>
  );
}

function stateAfter({ status, body }: Posted, words: StudioImportProps["words"]): State {
  if (status === 200 && Array.isArray(body.done))
    return { step: "done", lines: body.done.map(String) };
  const said = typeof body.message === "string" ? body.message : fill(words.failed, { status });
  return { step: "choosing", problem: said };
}

function Done({ lines: [first, ...others], see }: { lines: string[]; see: string }) {
  return (
    <div role="status" className="grid justify-items-start gap-4">
      <p className="font-medium">{first}</p>
      <ul className="grid max-w-[72ch] gap-2">
        {others.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <Link href="/today" className={buttonVariant("main")}>
        {see}
      </Link>
    </div>
  );
}
