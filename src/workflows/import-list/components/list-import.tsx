"use client";

import type { StudioWords } from "@/language/studio";
import { buttonVariant } from "@/ui/button";
import { FileChoice, FileProblem } from "@/ui/file-choice";
import { Link } from "@/ui/link";
import { Columns } from "./columns";
import { PreviewOf } from "./preview-of";
import { useListImport, type FailedWords, type ListState } from "./use-list-import";

export type ListWords = StudioWords["importList"];

/** Imports a list: a file, what its columns are, what would be added, and then adding it. */
export function ListImport({ words, failed }: { words: ListWords; failed: FailedWords }) {
  const { state, send } = useListImport(failed);
  const { file, preview, busy, problem, done } = state;
  return (
    <div className="grid gap-6">
      <p className="max-w-[72ch] text-muted">{words.what}</p>
      <Outcome words={words} busy={busy} done={done} />
      {problem ? <FileProblem>{problem}</FileProblem> : null}
      {preview && file && !done ? (
        <>
          <Columns
            words={words}
            columns={preview.columns}
            disabled={busy !== undefined}
            onChange={(changed) => send(file, changed, "look")}
          />
          <PreviewOf words={words} preview={preview} />
          {isReady(state) ? (
            <div>
              <button
                type="button"
                className={buttonVariant("main")}
                onClick={() => {
                  const fields = preview.columns.map(({ field }) => field ?? "");
                  return send(file, fields, "import");
                }}
              >
                {words.import}
              </button>
            </div>
          ) : null}
        </>
      ) : null}
      <FileChoice
        label={file ? words.again : words.choose}
        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
        disabled={busy !== undefined}
        onChoose={(chosen) => send(chosen, null, "look")}
      />
    </div>
  );
}

/** Whether a list can be imported as it is shown. */
function isReady({ preview, busy }: ListState): boolean {
  return !busy && preview?.problem === null && preview.wrong.length === 0;
}

type OutcomeProps = { words: ListWords } & Pick<ListState, "busy" | "done">;

function Outcome({ words, busy, done }: OutcomeProps) {
  return (
    <div role="status">
      {busy ? <p>{words[busy]}</p> : null}
      {done ? (
        <div className="grid justify-items-start gap-3">
          <p className="font-medium">{done}</p>
          <Link href="/clients" className={buttonVariant("quiet")}>
            {words.see}
          </Link>
        </div>
      ) : null}
    </div>
  );
}
