"use client";

import { useEffect, useRef, useState } from "react";
import type { FormCheck } from "@/features/pre-send/schema";
import type { Language } from "@/language/languages";
import { CHECK_FIELD, type Finding } from "@/lib/findings";
import { fill } from "@/language/plain";
import { useFormAnswer } from "@/ui/form-answer";
import { useUiWords } from "@/ui/words";
import { useLiveFindings } from "./use-live-findings";

export type PreSendCheckProps = {
  /** The fields that are sent to somebody. */
  texts: string[];
  /** The contact who reads it; left out where several do. */
  readerId?: string;
  /** What they read in, where there is no one reader. */
  language?: Language;
  /** Checks that don't fit this form. */
  without?: string[];
  /** Variables in braces that are filled in later. */
  variables?: readonly string[];
};

/** As many as are shown at a time. */
const MOST_SHOWN = 3;

/**
 * What there is to look at before a text is sent, while it is typed. The rules come once somebody writes. Without
 * script the form shows what the server found.
 */
export function PreSendCheck(props: PreSendCheckProps) {
  const { at, typed, findings } = useFormAnswer();
  const name = CHECK_FIELD + props.texts[0];
  const last = parse(typed?.[name]);
  return (
    <Check
      // What was ignored is for one text: the next one begins anew.
      key={at ?? "first"}
      {...props}
      name={name}
      last={last}
      found={findings?.filter(({ field }) => props.texts.includes(field)) ?? []}
      wasTyped={typed !== undefined}
    />
  );
}

type Ids = Pick<FormCheck, "ignored" | "shown">;

function parse(said: string | undefined): Ids {
  const { ignored = [], shown = [] } = (said ? JSON.parse(said) : {}) as Partial<Ids>;
  return { ignored, shown };
}

type CheckProps = PreSendCheckProps & {
  name: string;
  last: Ids;
  found: Finding[];
  wasTyped: boolean;
};

function Check({ name, last, found, wasTyped, ...props }: CheckProps) {
  const { words } = useUiWords();
  const field = useRef<HTMLInputElement>(null);
  const [ignored, setIgnored] = useState(last.ignored);
  const live = useLiveFindings(field, props, wasTyped);
  const open = (live ?? found).filter(({ id }) => !ignored.includes(id));
  const { texts, readerId, language, without, variables } = props;
  const said = { texts, readerId, language, without, variables, ignored, shown: last.shown };
  useEffect(() => {
    // What is ignored is kept with the draft.
    if (ignored.length > last.ignored.length)
      field.current?.dispatchEvent(new Event("input", { bubbles: true }));
  }, [ignored, last.ignored.length]);
  return (
    <div>
      <input ref={field} type="hidden" name={name} value={JSON.stringify(said)} readOnly />
      <div role="group" aria-label={words.check.label} aria-live="polite">
        {open.length > 0 ? (
          <Findings
            findings={open.slice(0, MOST_SHOWN)}
            more={open.length - MOST_SHOWN}
            ignore={live ? (id) => setIgnored([...ignored, id]) : null}
          />
        ) : null}
      </div>
    </div>
  );
}

type FindingsProps = {
  findings: Finding[];
  more: number;
  /** Null without script: the form can be sent as it is. */
  ignore: ((id: string) => void) | null;
};

function Findings({ findings, more, ignore }: FindingsProps) {
  const { check } = useUiWords().words;
  return (
    <ul className="grid max-w-[68ch] gap-1 border-l-2 border-hairline pl-4 text-sm">
      {findings.map(({ id, why, cure, isHint }) => (
        <li key={id} className="flex flex-wrap items-baseline gap-x-3 wrap-anywhere">
          <span className={isHint ? "text-muted" : undefined}>
            <span aria-hidden="true" className={isHint ? "text-muted" : "text-amber"}>
              {isHint ? "○" : "▲"}{" "}
            </span>
            {why} <span className="text-muted">{cure}</span>
          </span>
          {ignore ? (
            <button
              type="button"
              onClick={() => ignore(id)}
              className="min-h-11 text-muted underline underline-offset-4 hover:text-ink"
              aria-label={fill(check.ignoreThis, { why })}
            >
              {check.ignore}
            </button>
          ) : null}
        </li>
      ))}
      {more > 0 ? <li className="text-muted">{fill(check.more, { count: more })}</li> : null}
    </ul>
  );
}
