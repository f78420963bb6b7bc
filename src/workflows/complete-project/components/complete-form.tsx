"use client";

import { useState } from "react";
import { complete } from "@/workflows/complete-project/actions";
import type { StudioWords } from "@/language/studio";
import { ActionForm } from "@/ui/action-form";
import { buttonVariant, type Variant } from "@/ui/button";
import { useFormAnswer } from "@/ui/form-answer";
import { AreaField } from "@/ui/field";
import { SubmitButton } from "@/ui/submit-button";
import { OpenSignOffs } from "./open-sign-offs";

type Words = StudioWords["completion"]["form"];

type CompleteFormProps = {
  projectId: string;
  /** The extras that only the freelancer knows of. */ privateExtras: {
    id: string;
    text: string;
  }[];
  /** The promises that are neither done nor dropped. */
  openDeadlines: { id: string; title: string }[];
  /** What was promised for this project after an earlier one, and is still owed. */
  dueRemedies: { id: string; text: string }[];
  /** What is put before the client, and whether the completion can wait for it. */
  openSignOffs: string[];
  canWait: boolean;
  variant: Variant;
  words: Words;
};

/** Completes a project. With something open on its checklist it asks first, naming it. */
export function CompleteForm({ projectId, ...rest }: CompleteFormProps) {
  const [round, setRound] = useState(0);
  return (
    <ActionForm
      key={round}
      action={complete}
      draft={null}
      hidden={{ projectId }}
      className="grid justify-items-start gap-3"
    >
      <Presses {...rest} back={`/projects/${projectId}`} onBack={() => setRound(round + 1)} />
    </ActionForm>
  );
}

type PressesProps = Omit<CompleteFormProps, "projectId"> & { back: string; onBack: () => void };

function Presses(props: PressesProps) {
  const { privateExtras, openDeadlines, dueRemedies, variant, words, back, onBack } = props;
  const { asks, typed } = useFormAnswer();
  return (
    <>
      {props.openSignOffs.length > 0 ? <OpenSignOffs {...props} /> : null}
      {dueRemedies.length > 0 ? <DueRemedies remedies={dueRemedies} words={words} /> : null}
      {openDeadlines.length > 0 ? <OpenDeadlines deadlines={openDeadlines} words={words} /> : null}
      {privateExtras.length > 0 ? (
        <label className="flex cursor-pointer gap-3 py-2">
          <input
            type="checkbox"
            name="withExtras"
            value="yes"
            defaultChecked={typed ? typed.withExtras === "yes" : true}
            className="mt-0.5 size-5 flex-none accent-accent"
          />
          <span className="min-w-0">
            {words.reveal}
            {privateExtras.map((extra) => (
              <span
                key={extra.id}
                className="mt-1 block border-l-2 border-hairline pl-3 text-muted wrap-anywhere"
              >
                {extra.text}
              </span>
            ))}
          </span>
        </label>
      ) : null}
      {asks ? (
        <div className="flex flex-wrap gap-3">
          <input type="hidden" name="anyway" value="yes" />
          <SubmitButton variant={variant} busy={words.completing}>
            {words.anyway}
          </SubmitButton>
          {/* Without script the link opens the page afresh, which is the way back too. */}
          <a
            href={back}
            className={buttonVariant("quiet")}
            onClick={(event) => {
              event.preventDefault();
              onBack();
            }}
          >
            {words.back}
          </a>
        </div>
      ) : (
        <SubmitButton variant={variant} busy={words.completing}>
          {words.complete}
        </SubmitButton>
      )}
    </>
  );
}

/** The remedies owed in this project: each was kept, or it is said why not and it stays owed. */
function DueRemedies({
  remedies,
  words,
}: {
  remedies: CompleteFormProps["dueRemedies"];
  words: Words;
}) {
  const { typed } = useFormAnswer();
  const tickedIds = typed?.kept?.split(",");
  return (
    <fieldset className="grid w-full max-w-xl gap-2 border-l-2 border-accent pl-4">
      <legend className="font-medium">{words.promised}</legend>
      {remedies.map(({ id, text }) => (
        <label key={id} className="flex min-h-11 cursor-pointer items-start gap-3 py-2">
          <input
            type="checkbox"
            name="kept"
            value={id}
            defaultChecked={tickedIds?.includes(id) ?? false}
            className="mt-0.5 size-5 flex-none accent-accent"
          />
          <span className="min-w-0 whitespace-pre-line wrap-anywhere" dir="auto">
            {text}
          </span>
        </label>
      ))}
      <AreaField
        name="notKeptWhy"
        label={words.whyNot}
        hint={words.whyNotHint}
        rows={2}
        maxLength={500}
      />
    </fieldset>
  );
}

/** What becomes of the open promises: ticked, they are done with the project; else they are dropped. */
function OpenDeadlines({
  deadlines,
  words,
}: {
  deadlines: CompleteFormProps["openDeadlines"];
  words: Words;
}) {
  const { typed } = useFormAnswer();
  const done = typed?.done?.split(",");
  return (
    <fieldset>
      <input type="hidden" name="asked" value="yes" />
      <legend>{words.stillOpen}</legend>
      {deadlines.map(({ id, title }) => (
        <label key={id} className="flex min-h-11 cursor-pointer items-center gap-3">
          <input
            type="checkbox"
            name="done"
            value={id}
            defaultChecked={typed ? (done?.includes(id) ?? false) : true}
            className="size-5 flex-none accent-accent"
          />
          <span className="min-w-0 wrap-anywhere" dir="auto">
            {title}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
