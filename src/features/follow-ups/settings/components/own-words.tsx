"use client";

import { useState } from "react";
import { keepWords, standardAgain } from "@/features/follow-ups/settings/actions";
import { fillWords, type OwnWords, type Values } from "@/features/follow-ups/settings/rules";
import { paragraphsOf } from "@/language/plain";
import { ActionForm } from "@/ui/action-form";
import { AreaField, TextField } from "@/ui/field";
import { SubmitButton } from "@/ui/submit-button";

type OwnWordsFieldsProps = {
  kind: "THANK_YOU" | "CHECK_BACK" | "REMINDER";
  language: string;
  /** "check-back" */ name: string;
  words: OwnWords;
  isOwn: boolean;
  values: Values;
  /** Whose values these are. */ person: string;
};

/** The words of one kind of follow-up, and beside them how they read for somebody real; as they are typed, where scripts run. */
export function OwnWordsForm({
  kind,
  language,
  name,
  words,
  isOwn,
  values,
  person,
}: OwnWordsFieldsProps) {
  const [typed, setTyped] = useState(words);
  const [known, setKnown] = useState(words);
  // What the server keeps has changed: the standard words are back.
  if (known.subject !== words.subject || known.text !== words.text) {
    setKnown(words);
    setTyped(words);
  }
  const which = (
    <>
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="language" value={language} />
    </>
  );
  const read = (form: HTMLFormElement | null) => {
    if (!form) return;
    const data = new FormData(form);
    setTyped({ subject: String(data.get("subject") ?? ""), text: String(data.get("text") ?? "") });
  };
  return (
    <div className="grid gap-4">
      <div onInput={(event) => read((event.target as HTMLElement).closest("form"))}>
        <ActionForm action={keepWords} label={`The words of the ${name}`}>
          {which}
          <TextField name="subject" label="Subject" defaultValue={words.subject} required />
          <AreaField
            name="text"
            label="Text"
            hint="{first name}, {project} and {my name} are filled in. The greeting, the link and the signature stay. An empty line begins a new paragraph."
            defaultValue={words.text}
            rows={6}
            required
          />
          <Reading words={typed} values={values} person={person} />
          <div>
            <SubmitButton busy="Keeping…" label={`Keep these words: ${name}`}>
              Keep these words
            </SubmitButton>
          </div>
        </ActionForm>
      </div>
      {isOwn ? (
        <ActionForm action={standardAgain} className="grid gap-2">
          {which}
          <div>
            <SubmitButton
              variant="plain"
              busy="Taking them…"
              label={`Use the standard words again for the ${name}`}
            >
              Use the standard words again
            </SubmitButton>
          </div>
        </ActionForm>
      ) : null}
    </div>
  );
}

function Reading({ words, values, person }: { words: OwnWords; values: Values; person: string }) {
  return (
    <div className="border-l-2 border-hairline pl-4">
      <p className="text-sm text-muted">As {person} would read it</p>
      <p className="mt-1 font-medium wrap-anywhere">{fillWords(words.subject, values)}</p>
      {paragraphsOf(fillWords(words.text, values)).map((text, index) => (
        <p key={index} className="mt-2 font-serif whitespace-pre-line wrap-anywhere">
          {text}
        </p>
      ))}
    </div>
  );
}
