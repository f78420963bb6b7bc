"use client";

import { GoodwillFields, type GoodwillValues } from "@/features/clients/components/goodwill-fields";
import type { newFailure } from "@/features/own-it/schema";
import { PreSendCheck } from "@/features/pre-send/components/pre-send-check";
import type { Action } from "@/lib/form-state";
import type { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { AreaField, TextField } from "@/ui/field";
import { SubmitButton } from "@/ui/submit-button";

export type FailureValues = GoodwillValues & {
  what: string;
  doing: string;
  beganOn: string;
  endedOn: string;
  foundOn: string;
};

type FailureFormProps = {
  action: Action<keyof FailureValues | "failureId">;
  fields: ReturnType<typeof fieldsOf<typeof newFailure>>;
  values: FailureValues;
  today: string;
  failureId?: string;
  button: string;
};

/** What went wrong, from when to when, what is being done, and what each client gets for the trouble. */
export function FailureForm(props: FailureFormProps) {
  const { action, fields, values, today, failureId, button } = props;
  return (
    <ActionForm
      action={action}
      draft={failureId ? "failure" : "new failure"}
      hidden={failureId ? { failureId } : undefined}
    >
      <AreaField
        {...fields.what}
        label="What happened"
        hint="As each client will read it. For example: The disk with this week’s work failed."
        rows={4}
        defaultValue={values.what}
      />
      <div className="grid gap-4 sm:grid-cols-3">
        <TextField
          {...fields.beganOn}
          label="First day"
          type="date"
          max={today}
          defaultValue={values.beganOn}
        />
        <TextField
          {...fields.endedOn}
          label="Last day"
          hint="Leave empty while it goes on."
          type="date"
          defaultValue={values.endedOn}
        />
        <TextField
          {...fields.foundOn}
          label="Found out on"
          hint="If later than the first day."
          type="date"
          max={today}
          defaultValue={values.foundOn}
        />
      </div>
      <AreaField
        {...fields.doing}
        label="What you are doing about it"
        hint="For example: A second copy is made every evening from today."
        rows={3}
        defaultValue={values.doing}
      />
      <fieldset className="grid gap-4">
        <legend className="mb-1.5 font-medium">Goodwill for each client (optional)</legend>
        <GoodwillFields fields={fields} values={values} />
      </fieldset>
      <PreSendCheck texts={[fields.what.name, fields.doing.name, fields.goodwillText.name]} />
      <div>
        <SubmitButton variant="main" busy="Saving…">
          {button}
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
