"use client";

import { GoodwillFields, type GoodwillValues } from "@/features/clients/components/goodwill-fields";
import type { newFailure } from "@/features/own-it/schema";
import { PreSendCheck } from "@/features/pre-send/components/pre-send-check";
import type { StudioWords } from "@/language/studio";
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
  words: StudioWords["ownIt"]["form"];
  buttons: StudioWords["buttons"];
  goodwillWords: StudioWords["goodwill"];
  action: Action<keyof FailureValues | "failureId">;
  fields: ReturnType<typeof fieldsOf<typeof newFailure>>;
  values: FailureValues;
  today: string;
  failureId?: string;
  button: string;
};

/** What went wrong, from when to when, what is being done, and what each client gets for the trouble. */
export function FailureForm(props: FailureFormProps) {
  const { words, buttons, action, fields, values, today, failureId, button } = props;
  return (
    <ActionForm
      action={action}
      draft={failureId ? "failure" : "new failure"}
      hidden={failureId ? { failureId } : undefined}
    >
      <AreaField
        {...fields.what}
        label={words.what}
        hint={words.whatHint}
        rows={4}
        defaultValue={values.what}
      />
      <div className="grid gap-4 sm:grid-cols-3">
        <TextField
          {...fields.beganOn}
          label={words.beganOn}
          type="date"
          max={today}
          defaultValue={values.beganOn}
        />
        <TextField
          {...fields.endedOn}
          label={words.endedOn}
          hint={words.endedOnHint}
          type="date"
          defaultValue={values.endedOn}
        />
        <TextField
          {...fields.foundOn}
          label={words.foundOn}
          hint={words.foundOnHint}
          type="date"
          max={today}
          defaultValue={values.foundOn}
        />
      </div>
      <AreaField
        {...fields.doing}
        label={words.doing}
        hint={words.doingHint}
        rows={3}
        defaultValue={values.doing}
      />
      <fieldset className="grid gap-4">
        <legend className="mb-1.5 font-medium">{words.goodwill}</legend>
        <GoodwillFields words={props.goodwillWords} fields={fields} values={values} />
      </fieldset>
      <PreSendCheck texts={[fields.what.name, fields.doing.name, fields.goodwillText.name]} />
      <div>
        <SubmitButton variant="main" busy={buttons.saving}>
          {button}
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
