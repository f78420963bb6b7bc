"use client";

import type { LedgerChoices } from "@/features/ledger/queries";
import type { changedEntry, newEntry, notedEntry } from "@/features/ledger/schema";
import { change, enter, note } from "@/features/ledger/actions";
import type { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { AreaField, SelectField, TextField } from "@/ui/field";
import { Disclosure } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";

type LineFields = Pick<
  ReturnType<typeof fieldsOf<typeof changedEntry>>,
  "what" | "kind" | "happenedOn" | "channel" | "clientId" | "projectId"
>;
type NoteFields = Pick<
  ReturnType<typeof fieldsOf<typeof notedEntry>>,
  "cause" | "learnt" | "costAmount" | "costCurrency" | "costHours"
>;
type Choice = { value: string; label: string };

export type LineValues = {
  what: string;
  kind: string;
  happenedOn: string;
  channel: string;
  clientId: string;
  projectId: string;
};
export type NoteValues = {
  cause: string;
  learnt: string;
  costAmount: string;
  costCurrency: string;
  costHours: string;
};

type Choices = Omit<LedgerChoices, "years"> & {
  kinds: Choice[];
  channels: Choice[];
  today: string;
};

/** One line about something that went wrong; cause, cost and lesson can wait. */
export function NewEntryForm({
  fields,
  values,
  choices,
}: {
  fields: ReturnType<typeof fieldsOf<typeof newEntry>>;
  values: LineValues;
  choices: Choices;
}) {
  return (
    <ActionForm action={enter} draft="new entry">
      <Line fields={fields} values={values} choices={choices} />
      <Disclosure title="Cause, cost and what you learnt (optional)">
        <Notes
          fields={fields}
          values={{ cause: "", learnt: "", costAmount: "", costCurrency: "", costHours: "" }}
        />
      </Disclosure>
      <div>
        <SubmitButton variant="main" busy="Adding…">
          Add to the ledger
        </SubmitButton>
      </div>
    </ActionForm>
  );
}

/** Corrects a line that was written down by hand. */
export function ChangeEntryForm({
  entryId,
  fields,
  values,
  choices,
}: {
  entryId: string;
  fields: LineFields;
  values: LineValues;
  choices: Choices;
}) {
  return (
    <ActionForm action={change} draft="entry" hidden={{ entryId }}>
      <Line fields={fields} values={values} choices={choices} />
      <div>
        <SubmitButton busy="Saving…">Save</SubmitButton>
      </div>
    </ActionForm>
  );
}

/** Cause, cost and lesson of any entry. */
export function NotesForm({
  entryId,
  fields,
  values,
}: {
  entryId: string;
  fields: NoteFields;
  values: NoteValues;
}) {
  return (
    <ActionForm action={note} draft="notes" hidden={{ entryId }}>
      <Notes fields={fields} values={values} />
      <div>
        <SubmitButton variant="main" busy="Saving…">
          Save
        </SubmitButton>
      </div>
    </ActionForm>
  );
}

type LineProps = { fields: LineFields; values: LineValues; choices: Choices };

function Line({ fields, values, choices }: LineProps) {
  return (
    <>
      <TextField
        {...fields.what}
        label="What went wrong"
        hint="In one line. For example: The wrong logo was on the second proof."
        defaultValue={values.what}
      />
      <div className="grid gap-4 sm:grid-cols-3">
        <SelectField
          {...fields.kind}
          label="Kind"
          choices={choices.kinds}
          defaultValue={values.kind}
        />
        <TextField
          {...fields.happenedOn}
          label="Day"
          type="date"
          max={choices.today}
          defaultValue={values.happenedOn}
        />
        <SelectField
          {...fields.channel}
          label="How you heard"
          choices={[{ value: "", label: "I noticed it myself" }, ...choices.channels]}
          defaultValue={values.channel}
        />
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          {...fields.clientId}
          label="Client (optional)"
          choices={[
            { value: "", label: "None" },
            ...choices.clients.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          defaultValue={values.clientId}
        />
        <SelectField
          {...fields.projectId}
          label="Project (optional)"
          choices={[
            { value: "", label: "None" },
            ...choices.projects.map(({ id, title, client }) => ({
              value: id,
              label: `${title} (${client.name})`,
            })),
          ]}
          defaultValue={values.projectId}
        />
      </div>
    </>
  );
}

function Notes({ fields, values }: { fields: NoteFields; values: NoteValues }) {
  return (
    <div className="grid gap-5">
      <AreaField {...fields.cause} label="Cause" rows={2} defaultValue={values.cause} />
      <div className="grid gap-4 sm:grid-cols-3">
        <TextField
          {...fields.costAmount}
          label="What it cost"
          inputMode="decimal"
          defaultValue={values.costAmount}
        />
        <TextField
          {...fields.costCurrency}
          label="Currency"
          hint="Such as EUR."
          autoComplete="off"
          defaultValue={values.costCurrency}
        />
        <TextField
          {...fields.costHours}
          label="Hours"
          inputMode="decimal"
          defaultValue={values.costHours}
        />
      </div>
      <AreaField {...fields.learnt} label="What you learnt" rows={2} defaultValue={values.learnt} />
    </div>
  );
}
