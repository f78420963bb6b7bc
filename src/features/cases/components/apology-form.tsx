"use client";

import type { draftedApology } from "@/features/cases/apology/schema";
import { GoodwillFields, type GoodwillValues } from "@/features/clients/components/goodwill-fields";
import { PreSendCheck } from "@/features/pre-send/components/pre-send-check";
import type { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { AreaField } from "@/ui/field";
import { useFormAnswer } from "@/ui/form-answer";
import { Disclosure } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";
import { write } from "@/workflows/send-apology/actions";

type ApologyFormProps = {
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
  const { fields, caseId, version, contactName, language, text, remedy, proposals } = props;
  return (
    <ActionForm
      action={write}
      draft={`apology ${version}`}
      hidden={{ caseId, version: String(version) }}
      className="grid gap-5"
    >
      <AreaField
        {...fields.text}
        label="Your apology"
        hint={`Drafted from ${contactName}’s own words, in ${language}. The greeting and your name are added.`}
        rows={9}
        defaultValue={text}
      />
      <AreaField
        {...fields.remedy}
        label="One remedy for the next assignment"
        hint="A promise that you will keep. It appears first on their next project, for you both."
        rows={2}
        defaultValue={remedy}
      />
      {proposals.length > 0 ? (
        <p className="-mt-3 text-sm text-muted">Or: {proposals.join(" Or: ")}</p>
      ) : null}
      <Disclosure title="Goodwill (optional)">
        <div className="grid max-w-sm gap-4">
          <GoodwillFields fields={fields} values={props.goodwill} />
        </div>
      </Disclosure>
      <PreSendCheck
        texts={[fields.text.name, fields.remedy.name, fields.goodwillText.name]}
        readerId={props.readerId}
        // An apology has stricter rules of its own for excuses.
        without={["excuse"]}
      />
      <Presses undoTime={props.undoTime} />
    </ActionForm>
  );
}

function Presses({ undoTime }: { undoTime: string | null }) {
  const { asks } = useFormAnswer();
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap gap-3">
        {asks ? <input type="hidden" name="anyway" value="yes" /> : null}
        <SubmitButton variant="main" name="press" value="send" busy="Sending…">
          {asks ? "Send anyway" : "Send apology"}
        </SubmitButton>
        <SubmitButton name="press" value="save" busy="Saving…">
          Save draft
        </SubmitButton>
      </div>
      {undoTime ? <p className="text-sm text-muted">You have {undoTime} to undo.</p> : null}
    </div>
  );
}
