"use client";

import { useState } from "react";
import type { FollowUpKind } from "@/db/enums";
import { keepWords, standardAgain } from "@/features/follow-ups/settings/actions";
import {
  fillWords,
  variables,
  type OwnWords,
  type Values,
} from "@/features/follow-ups/settings/rules/filling";
import type { ownWords } from "@/features/follow-ups/settings/schema";
import { PreSendCheck } from "@/features/pre-send/components/pre-send-check";
import type { Language } from "@/language/languages";
import { fill, paragraphsOf } from "@/language/plain";
import type { StudioWords } from "@/language/studio";
import type { fieldsOf } from "@/lib/fields-of";
import { ActionButton } from "@/ui/action-button";
import { ActionForm } from "@/ui/action-form";
import { AreaField, TextField } from "@/ui/field";
import { SubmitButton } from "@/ui/submit-button";

type OwnWordsFieldsProps = {
  fields: ReturnType<typeof fieldsOf<typeof ownWords>>;
  kind: FollowUpKind;
  language: Language;
  /** "Check-back email" */ name: string;
  words: OwnWords;
  said: StudioWords["followUps"]["ownWords"];
  isOwn: boolean;
  values: Values;
  /** Whose values these are. */ person: string;
};

/**
 * The words of one kind of follow-up, and beside them how they read for somebody real; as they are
 * typed, where scripts run.
 */
export function OwnWordsForm({
  fields,
  kind,
  language,
  name,
  words,
  said,
  isOwn,
  values,
  person,
}: OwnWordsFieldsProps) {
  const [typed, setTyped] = useState(words);
  const [existing, setExisting] = useState(words);
  // What is stored has changed: the default text is back.
  if (existing.subject !== words.subject || existing.text !== words.text) {
    setExisting(words);
    setTyped(words);
  }
  const read = (form: HTMLFormElement | null) => {
    if (!form) return;
    const data = new FormData(form);
    setTyped({ subject: String(data.get("subject") ?? ""), text: String(data.get("text") ?? "") });
  };
  return (
    <div className="grid gap-4">
      <div onInput={(event) => read((event.target as HTMLElement).closest("form"))}>
        <ActionForm
          action={keepWords}
          draft={`words ${kind} ${language}`}
          hidden={{ kind, language }}
          seen={{ subject: words.subject, text: words.text }}
          label={name}
        >
          <TextField {...fields.subject} label={said.subject} defaultValue={words.subject} />
          <AreaField
            {...fields.text}
            label={said.text}
            hint={said.hint}
            defaultValue={words.text}
            rows={6}
          />
          <PreSendCheck
            texts={[fields.text.name, fields.subject.name]}
            language={language}
            variables={variables}
          />
          <Reading words={typed} values={values} heading={fill(said.asRead, { person })} />
          <div>
            <SubmitButton busy={said.saving} about={name}>
              {said.save}
            </SubmitButton>
          </div>
        </ActionForm>
      </div>
      {isOwn ? (
        <ActionButton
          action={standardAgain}
          hidden={{ kind, language }}
          variant="plain"
          busy={said.restoring}
          about={name}
        >
          {said.useDefault}
        </ActionButton>
      ) : null}
    </div>
  );
}

type ReadingProps = { words: OwnWords; values: Values; heading: string };

function Reading({ words, values, heading }: ReadingProps) {
  return (
    <div className="border-l-2 border-hairline pl-4">
      <p className="text-sm text-muted">{heading}</p>
      <p className="mt-1 font-medium wrap-anywhere">{fillWords(words.subject, values)}</p>
      {paragraphsOf(fillWords(words.text, values)).map((text, index) => (
        <p key={index} className="mt-2 font-serif whitespace-pre-line wrap-anywhere">
          {text}
        </p>
      ))}
    </div>
  );
}
