"use client";

import type { AffectedPerson } from "@/features/own-it/queries";
import { PreSendCheck } from "@/features/pre-send/components/pre-send-check";
import { fill } from "@/language/plain";
import type { StudioWords } from "@/language/studio";
import { ActionForm } from "@/ui/action-form";
import { TextField } from "@/ui/field";
import { useFormAnswer } from "@/ui/form-answer";
import { SubmitButton } from "@/ui/submit-button";
import { tell } from "@/workflows/own-it/actions";

type Person = Omit<AffectedPerson, "language"> & {
  /** The language that they read, by name, where it is another than English. */
  reads: string | null;
};

type Spoken = { words: StudioWords["ownIt"]["people"]; buttons: StudioWords["buttons"] };

type PeopleFormProps = Spoken & {
  failureId: string;
  people: Person[];
  /** The most characters of a line. */
  mostInLine: number;
  /** How long it can be undone; null when it is sent at once. */
  undoTime: string | null;
};

/** Who was affected: those whose project was open then are ticked. Each may get a line of their own. */
export function PeopleForm(props: PeopleFormProps) {
  const { words, buttons, failureId, people, mostInLine, undoTime } = props;
  const proposed = people.filter(({ openThen }) => openThen.length > 0);
  const others = people.filter(({ openThen }) => openThen.length === 0);
  return (
    <ActionForm action={tell} draft="people" hidden={{ failureId }}>
      <People title={words.proposed} people={proposed} {...{ words, mostInLine }} isProposed />
      <People title={words.others} people={others} {...{ words, mostInLine }} />
      <Press {...{ words, buttons, undoTime }} />
    </ActionForm>
  );
}

type PeopleProps = {
  words: Spoken["words"];
  title: string;
  people: Person[];
  mostInLine: number;
  isProposed?: boolean;
};

function People({ words, title, people, mostInLine, isProposed = false }: PeopleProps) {
  if (people.length === 0) return null;
  return (
    <fieldset>
      <legend className="font-medium">{title}</legend>
      <ul className="divide-y divide-hairline">
        {people.map((person) => (
          <PersonRow key={person.id} {...{ words, person, mostInLine, isProposed }} />
        ))}
      </ul>
    </fieldset>
  );
}

type PersonRowProps = Omit<PeopleProps, "title" | "people"> & { person: Person };

function PersonRow({ words, person, mostInLine, isProposed }: PersonRowProps) {
  const { typed, at } = useFormAnswer();
  const { id, name, client, openThen, suppressedFor } = person;
  const isTicked = typed
    ? (typed.contactIds?.split(",").includes(id) ?? false)
    : isProposed && !suppressedFor;
  return (
    <li className="grid gap-2 py-3">
      <label className="flex min-h-11 cursor-pointer items-center gap-3">
        <input
          key={at ?? "first"}
          type="checkbox"
          name="contactIds"
          value={id}
          defaultChecked={isTicked}
          disabled={suppressedFor !== null}
          className="size-5 flex-none accent-accent"
        />
        <span className="min-w-0 wrap-anywhere">
          {name}
          <span className="block text-sm text-muted">{[client.name, ...openThen].join(" · ")}</span>
        </span>
      </label>
      <Warnings words={words} person={person} />
      {suppressedFor ? null : (
        <div className="pl-8">
          <TextField
            name={`lines.${id}`}
            maxLength={mostInLine}
            label={fill(words.ownLine, { name })}
            defaultValue={person.ownLine}
          />
          <PreSendCheck texts={[`lines.${id}`]} readerId={id} />
        </div>
      )}
    </li>
  );
}

/** What to know before an email is written to this person: nothing is left out in silence. */
function Warnings({ words, person }: { words: Spoken["words"]; person: Person }) {
  const { suppressedFor, hasNoLink, reads } = person;
  const warnings = [
    suppressedFor === "BOUNCED" ? words.bounced : null,
    suppressedFor === "COMPLAINED" ? words.complained : null,
    hasNoLink && !suppressedFor ? words.noLink : null,
    reads && !suppressedFor ? fill(words.reads, { language: reads }) : null,
  ].filter((warning) => warning !== null);
  return warnings.map((warning) => (
    <p key={warning} className="pl-8 text-sm text-muted">
      <span aria-hidden="true" className="text-amber">
        ▲{" "}
      </span>
      {warning}
    </p>
  ));
}

function Press({ words, buttons, undoTime }: Spoken & { undoTime: string | null }) {
  const { asks, fields } = useFormAnswer();
  return (
    <div className="grid gap-2">
      {fields?.contactIds ? (
        <p className="text-sm font-medium text-red">
          <span aria-hidden="true">◆ </span>
          {fields.contactIds}
        </p>
      ) : null}
      {asks ? <input type="hidden" name="anyway" value="yes" /> : null}
      <div>
        <SubmitButton variant="main" busy={buttons.sending}>
          {asks ? buttons.sendAnyway : words.send}
        </SubmitButton>
      </div>
      {undoTime ? (
        <p className="text-sm text-muted">{fill(words.undoTime, { time: undoTime })}</p>
      ) : null}
    </div>
  );
}
