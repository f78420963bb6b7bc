"use client";

import type { LedgerChoices } from "@/features/ledger/queries";
import type { changedEntry, newEntry, notedEntry } from "@/features/ledger/schema";
import { change, enter, note } from "@/features/ledger/actions";
import type { StudioWords } from "@/language/studio";
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
type Spoken = { words: StudioWords["ledger"]["form"]; buttons: StudioWords["buttons"] };
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
  words,
  buttons,
  fields,
  values,
  choices,
}: Spoken & {
  fields: ReturnType<typeof fieldsOf<typeof newEntry>>;
  values: LineValues;
  choices: Choices;
}) {
  return (
    <ActionForm action={enter} draft="new entry">
      <Line {...{ words, fields, values, choices }} />
      <Disclosure title={words.notesOptional}>
        <Notes
          words={words}
          fields={fields}
          values={{ cause: "", learnt: "", costAmount: "", costCurrency: "", costHours: "" }}
        />
      </Disclosure>
      <div>
        <SubmitButton variant="main" busy={buttons.adding}>
          {words.addToLedger}
        </SubmitButton>
      </div>
    </ActionForm>
  );
}

/** Corrects a line that was written down by hand. */
export function ChangeEntryForm({
  words,
  buttons,
  entryId,
  fields,
  values,
  choices,
}: Spoken & {
  entryId: string;
  fields: LineFields;
  values: LineValues;
  choices: Choices;
}) {
  return (
    <ActionForm action={change} draft="entry" hidden={{ entryId }}>
      <Line {...{ words, fields, values, choices }} />
      <div>
        <SubmitButton busy={buttons.saving}>{buttons.save}</SubmitButton>
      </div>
    </ActionForm>
  );
}

/** Cause, cost and lesson of any entry. */
export function NotesForm({
  words,
  buttons,
  entryId,
  fields,
  values,
}: Spoken & {
  entryId: string;
  fields: NoteFields;
  values: NoteValues;
}) {
  return (
    <ActionForm action={note} draft="notes" hidden={{ entryId }}>
      <Notes {...{ words, fields, values }} />
      <div>
        <SubmitButton variant="main" busy={buttons.saving}>
          {buttons.save}
        </SubmitButton>
      </div>
    </ActionForm>
  );
}

type LineProps = {
  words: Spoken["words"];
  fields: LineFields;
  values: LineValues;
  choices: Choices;
};

function Line({ words, fields, values, choices }: LineProps) {
  return (
    <>
      <TextField
        {...fields.what}
        label={words.what}
        hint={words.whatHint}
        defaultValue={values.what}
      />
      <div className="grid gap-4 sm:grid-cols-3">
        <SelectField
          {...fields.kind}
          label={words.kind}
          choices={choices.kinds}
          defaultValue={values.kind}
        />
        <TextField
          {...fields.happenedOn}
          label={words.day}
          type="date"
          max={choices.today}
          defaultValue={values.happenedOn}
        />
        <SelectField
          {...fields.channel}
          label={words.heard}
          choices={[{ value: "", label: words.noticed }, ...choices.channels]}
          defaultValue={values.channel}
        />
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          {...fields.clientId}
          label={words.clientOptional}
          choices={[
            { value: "", label: words.noClient },
            ...choices.clients.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          defaultValue={values.clientId}
        />
        <SelectField
          {...fields.projectId}
          label={words.projectOptional}
          choices={[
            { value: "", label: words.noProject },
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

type NotesProps = { words: Spoken["words"]; fields: NoteFields; values: NoteValues };

function Notes({ words, fields, values }: NotesProps) {
  return (
    <div className="grid gap-5">
      <AreaField {...fields.cause} label={words.cause} rows={2} defaultValue={values.cause} />
      <div className="grid gap-4 sm:grid-cols-3">
        <TextField
          {...fields.costAmount}
          label={words.cost}
          inputMode="decimal"
          defaultValue={values.costAmount}
        />
        <TextField
          {...fields.costCurrency}
          label={words.currency}
          hint={words.currencyHint}
          autoComplete="off"
          defaultValue={values.costCurrency}
        />
        <TextField
          {...fields.costHours}
          label={words.hours}
          inputMode="decimal"
          defaultValue={values.costHours}
        />
      </div>
      <AreaField {...fields.learnt} label={words.learnt} rows={2} defaultValue={values.learnt} />
    </div>
  );
}
