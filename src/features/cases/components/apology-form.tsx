"use client";

import type { draftedApology } from "@/features/cases/apology/schema";
import { GoodwillFields, type GoodwillValues } from "@/features/clients/components/goodwill-fields";
import { PreSendCheck } from "@/features/pre-send/components/pre-send-check";
import { fill } from "@/language/plain";
import type { StudioWords } from "@/language/studio";
import type { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { AreaField } from "@/ui/field";
import { useFormAnswer } from "@/ui/form-answer";
import { Disclosure } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";
import { write } from "@/workflows/send-apology/actions";

type ApologyFormProps = {
  words: StudioWords["cases"]["draft"];
  buttons: StudioWords["buttons"];
  goodwillWords: StudioWords["goodwill"];
  fields: ReturnType<typeof fieldsOf<typeof draftedApology>>;
  caseId: string;
  readerId: string;
  version: number;
  contactName: string;
  /** The language it is written in, by name. */
  language: string;
  text: string;
  remedy: string;
  /** Other remedies that fit what the complaint was about. */
  proposals: string[];
  goodwill: GoodwillValues;
  /** How long it can be undone; null when it is sent at once. */
  undoTime: string | null;
};

/** The apology as it is drafted: the text, the one remedy, goodwill. It is checked when it is sent. */
export function ApologyForm(props: ApologyFormProps) {
  const { words, buttons, fields, caseId, version, contactName, language } = props;
  const { text, remedy, proposals } = props;
  return (
    <ActionForm
      action={write}
      draft={`apology ${version}`}
      hidden={{ caseId, version: String(version) }}
      className="grid gap-5"
    >
      <AreaField
        {...fields.text}
        label={words.text}
        hint={fill(words.textHint, { name: contactName, language })}
        rows={9}
        defaultValue={text}
      />
      <AreaField
        {...fields.remedy}
        label={words.remedy}
        hint={words.remedyHint}
        rows={2}
        defaultValue={remedy}
      />
      {proposals.length > 0 ? (
        <p className="-mt-3 text-sm text-muted">
          {proposals.map((proposal) => fill(words.or, { proposal })).join(" ")}
        </p>
      ) : null}
      <Disclosure title={words.goodwill}>
        <div className="grid max-w-sm gap-4">
          <GoodwillFields words={props.goodwillWords} fields={fields} values={props.goodwill} />
        </div>
      </Disclosure>
      <PreSendCheck
        texts={[fields.text.name, fields.remedy.name, fields.goodwillText.name]}
        readerId={props.readerId}
        // An apology has stricter rules of its own for excuses.
        without={["excuse"]}
      />
      <Presses {...{ words, buttons }} undoTime={props.undoTime} />
    </ActionForm>
  );
}

function Presses({
  words,
  buttons,
  undoTime,
}: Pick<ApologyFormProps, "words" | "buttons" | "undoTime">) {
  const { asks } = useFormAnswer();
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap gap-3">
        {asks ? <input type="hidden" name="anyway" value="yes" /> : null}
        <SubmitButton variant="main" name="press" value="send" busy={buttons.sending}>
          {asks ? buttons.sendAnyway : words.send}
        </SubmitButton>
        <SubmitButton name="press" value="save" busy={buttons.saving}>
          {buttons.saveDraft}
        </SubmitButton>
      </div>
      {undoTime ? (
        <p className="text-sm text-muted">{fill(words.undoTime, { time: undoTime })}</p>
      ) : null}
    </div>
  );
}
