"use client";

import type { draftedApology } from "@/features/cases/apology/schema";
import type { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { AreaField, SelectField, TextField } from "@/ui/field";
import { useFormAnswer } from "@/ui/form-answer";
import { Disclosure } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";
import { write } from "@/workflows/send-apology/actions";

type ApologyFormProps = {
  fields: ReturnType<typeof fieldsOf<typeof draftedApology>>;
  caseId: string;
  version: number;
  contactName: string;
  /** The language it is written in, by name. */
  language: string;
  text: string;
  remedy: string;
  /** Other remedies that fit what the complaint was about. */
  proposals: string[];
  goodwill: { kind: string; amount: string; currency: string; text: string };
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
      <Goodwill fields={fields} goodwill={props.goodwill} />
      <Presses undoTime={props.undoTime} />
    </ActionForm>
  );
}

function Goodwill({ fields, goodwill }: Pick<ApologyFormProps, "fields" | "goodwill">) {
  return (
    <Disclosure title="Goodwill (optional)">
      <div className="grid max-w-sm gap-4">
        <SelectField
          {...fields.goodwillKind}
          label="What you give"
          choices={[
            { value: "", label: "Nothing" },
            { value: "MONEY", label: "Money off the next invoice" },
            { value: "HOURS", label: "Hours at no charge" },
            { value: "OTHER", label: "Something else" },
          ]}
          defaultValue={goodwill.kind}
        />
        <div className="grid grid-cols-2 gap-4">
          <TextField
            {...fields.goodwillAmount}
            label="How much"
            inputMode="decimal"
            defaultValue={goodwill.amount}
          />
          <TextField
            {...fields.goodwillCurrency}
            label="Currency"
            defaultValue={goodwill.currency}
            autoComplete="off"
          />
        </div>
        <TextField
          {...fields.goodwillText}
          label="Something else"
          hint="As the client reads it."
          defaultValue={goodwill.text}
        />
      </div>
    </Disclosure>
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
