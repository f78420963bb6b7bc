"use client";

import type { closedCase } from "@/features/cases/schema";
import type { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { AreaField, SelectField } from "@/ui/field";
import { useFormAnswer } from "@/ui/form-answer";
import { SubmitButton } from "@/ui/submit-button";
import { close } from "@/workflows/close-case/actions";

type CloseFormProps = {
  fields: ReturnType<typeof fieldsOf<typeof closedCase>>;
  caseId: string;
  /** Whether the client has been promised a remedy. */
  hasRemedy: boolean;
};

/** Ends a case with its outcome and cause. Without a remedy it asks why, once. */
export function CloseForm({ fields, caseId, hasRemedy }: CloseFormProps) {
  return (
    <ActionForm action={close} draft="close" hidden={{ caseId }} className="grid max-w-xl gap-4">
      <SelectField
        {...fields.outcome}
        label="Outcome"
        choices={[
          { value: "KEPT", label: "The client stays" },
          { value: "LOST", label: "The client is lost" },
          { value: "UNCLEAR", label: "Unclear" },
        ]}
        defaultValue="KEPT"
      />
      <AreaField
        {...fields.cause}
        label="What went wrong, and why"
        hint="For you alone. It goes into the ledger."
        rows={3}
      />
      <WhyNoRemedy fields={fields} hasRemedy={hasRemedy} />
      <div>
        <SubmitButton busy="Closing…">Close case</SubmitButton>
      </div>
    </ActionForm>
  );
}

function WhyNoRemedy({ fields, hasRemedy }: Pick<CloseFormProps, "fields" | "hasRemedy">) {
  const { fields: problems, typed } = useFormAnswer();
  if (hasRemedy || (!problems?.noRemedyWhy && !typed?.noRemedyWhy)) return null;
  return <AreaField {...fields.noRemedyWhy} label="Why there is no remedy" rows={2} />;
}
