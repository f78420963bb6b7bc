"use client";

import type { closedCase } from "@/features/cases/schema";
import type { StudioWords } from "@/language/studio";
import type { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { AreaField, SelectField } from "@/ui/field";
import { useFormAnswer } from "@/ui/form-answer";
import { SubmitButton } from "@/ui/submit-button";
import { close } from "@/workflows/close-case/actions";

type CloseFormProps = {
  words: StudioWords["cases"]["ending"];
  fields: ReturnType<typeof fieldsOf<typeof closedCase>>;
  caseId: string;
  /** Whether the client has been promised a remedy. */
  hasRemedy: boolean;
};

/** Ends a case with its outcome and cause. Without a remedy it asks why, once. */
export function CloseForm({ words, fields, caseId, hasRemedy }: CloseFormProps) {
  return (
    <ActionForm action={close} draft="close" hidden={{ caseId }} className="grid max-w-xl gap-4">
      <SelectField
        {...fields.outcome}
        label={words.outcome}
        choices={[
          { value: "KEPT", label: words.KEPT },
          { value: "LOST", label: words.LOST },
          { value: "UNCLEAR", label: words.UNCLEAR },
        ]}
        defaultValue="KEPT"
      />
      <AreaField {...fields.cause} label={words.cause} hint={words.causeHint} rows={3} />
      <WhyNoRemedy {...{ words, fields, hasRemedy }} />
      <div>
        <SubmitButton busy={words.closing}>{words.close}</SubmitButton>
      </div>
    </ActionForm>
  );
}

function WhyNoRemedy({ words, fields, hasRemedy }: Omit<CloseFormProps, "caseId">) {
  const { fields: problems, typed } = useFormAnswer();
  if (hasRemedy || (!problems?.noRemedyWhy && !typed?.noRemedyWhy)) return null;
  return <AreaField {...fields.noRemedyWhy} label={words.whyNoRemedy} rows={2} />;
}
