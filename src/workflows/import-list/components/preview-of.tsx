"use client";

import { fill } from "@/language/plain";
import { Disclosure } from "@/ui/page";
import type { Preview } from "@/workflows/import-list/preview";
import type { ListWords } from "./list-import";

/** What a list would add, what of it is here already, and what is wrong with it. */
export function PreviewOf({ words, preview }: { words: ListWords; preview: Preview }) {
  const { problem, adds, lines, more, there, moreThere, wrong, moreWrong } = preview;
  return (
    <div className="grid gap-5">
      {wrong.length > 0 ? (
        <div role="alert" className="grid max-w-[72ch] gap-2">
          <p className="font-medium text-red">
            <span aria-hidden="true">◆ </span>
            {words.wrong}
          </p>
          <Lines lines={wrong} more={moreWrong} words={words} />
          <p>{words.wrongText}</p>
        </div>
      ) : null}
      {problem ? <p className="max-w-[72ch] font-medium">{problem}</p> : null}
      {lines.length > 0 ? (
        <div className="grid gap-2">
          <h3 className="font-medium">{words.preview}</h3>
          <p>
            {words.clients}: {adds.clients} · {words.contacts}: {adds.contacts} · {words.projects}:{" "}
            {adds.projects}
          </p>
          <Added lines={lines} words={words} />
          {more > 0 ? <p className="text-muted">{fill(words.more, { count: more })}</p> : null}
        </div>
      ) : null}
      {there.length > 0 ? (
        <Disclosure title={`${words.there}: ${there.length + moreThere}`}>
          <Lines lines={there} more={moreThere} words={words} />
        </Disclosure>
      ) : null}
    </div>
  );
}

function Lines({ lines, more, words }: { lines: string[]; more: number; words: ListWords }) {
  return (
    <ul className="grid gap-1 wrap-anywhere">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
      {more > 0 ? <li className="text-muted">{fill(words.more, { count: more })}</li> : null}
    </ul>
  );
}

function Added({ lines, words }: { lines: Preview["lines"]; words: ListWords }) {
  return (
    <ul className="max-w-2xl">
      {lines.map(({ line, name, contactName, address, project, state }) => (
        <li
          key={line}
          className="flex flex-wrap justify-between gap-x-4 border-t border-hairline py-2"
        >
          <span className="min-w-0 wrap-anywhere">
            <span className="text-sm text-muted">{fill(words.lineOf, { line, what: "" })}</span>
            {[name, contactName, address, project].filter(Boolean).join(", ")}
          </span>
          <span className="text-sm text-muted">{words[state]}</span>
        </li>
      ))}
    </ul>
  );
}
