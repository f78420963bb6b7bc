"use client";

import { useState } from "react";
import { move } from "@/features/deadlines/actions";
import type { newNotice } from "@/features/deadlines/notice/schema";
import {
  noticeParagraphs,
  whyNoReason,
  type NoReason,
  type NoticeWords,
} from "@/features/deadlines/notice/rules";
import { ReadyReasons } from "./ready-reasons";
import { PreSendCheck } from "@/features/pre-send/components/pre-send-check";
import { fill, nameDay, type DayNames } from "@/language/plain";
import type { StudioWords } from "@/language/studio";
import type { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { AreaField, TextField } from "@/ui/field";
import { SubmitButton } from "@/ui/submit-button";

type NoticeFormProps = {
  fields: ReturnType<typeof fieldsOf<typeof newNotice>>;
  projectId: string;
  deadlineId: string;
  readerId: string;
  title: string;
  promisedOn: string;
  today: string;
  suggestedOn: string;
  signature: string;
  /** What the client has not sent in time: the reason that each gives, in their language. */
  reasons: { label: string; text: string }[];
  /** What the studio says around it, in its own language. */ words: FormWords;
  /** What the client will read around the freelancer's own words, in the client's language. */
  reads: {
    lang: string;
    days: DayNames;
    greeting: string;
    notice: NoticeWords;
    because: string;
    closing: string;
  };
};

type FormWords = StudioWords["deadlines"]["notice"] & {
  /** What is above the email: how long it can still be cancelled. */ aboveEmail: string;
  noReason: Record<NoReason, string>;
};

type Draft = { toOn: string; reason: string; effect: string; doing: string };

/** Writes a delay notice, and shows beside it what the client will read, while it is typed. */
export function NoticeForm({
  fields,
  projectId,
  deadlineId,
  readerId,
  title,
  promisedOn,
  today,
  suggestedOn,
  signature,
  reasons,
  words,
  reads,
}: NoticeFormProps) {
  const [draft, setDraft] = useState<Draft>({
    toOn: suggestedOn,
    reason: "",
    effect: "",
    doing: "",
  });
  const isLater = draft.toOn > promisedOn;
  return (
    <div className="grid gap-x-14 gap-y-10 lg:grid-cols-2">
      <div
        onInput={({ target }) => {
          if (
            (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) &&
            target.name in draft
          )
            setDraft((was) => ({ ...was, [target.name]: target.value }));
        }}
      >
        <ActionForm
          action={move}
          draft="notice"
          hidden={{ projectId, deadlineId, seenOn: promisedOn }}
        >
          <TextField
            {...fields.toOn}
            label={words.toOn}
            type="date"
            min={today}
            defaultValue={suggestedOn}
          />
          <div className="grid gap-2">
            <AreaField {...fields.reason} label={words.reason} hint={words.reasonHint} rows={3} />
            <ReadyReasons reasons={reasons} field={fields.reason.name} />
          </div>
          <AreaField
            {...fields.effect}
            label={words.effectOptional}
            hint={words.effectHint}
            rows={2}
          />
          <AreaField {...fields.doing} label={words.doingOptional} rows={2} />
          <PreSendCheck
            texts={[fields.reason.name, fields.effect.name, fields.doing.name]}
            readerId={readerId}
            without={["delay"]}
          />
          <div>
            <SubmitButton variant="main" busy={words.moving}>
              {isLater || !draft.toOn ? words.moveLater : words.moveEarlier}
            </SubmitButton>
          </div>
        </ActionForm>
      </div>
      <Preview draft={draft} {...{ title, promisedOn, today, signature, words, reads }} />
    </div>
  );
}

type PreviewProps = Pick<
  NoticeFormProps,
  "title" | "promisedOn" | "today" | "signature" | "words" | "reads"
> & { draft: Draft };

function Preview({ draft, title, promisedOn, today, signature, words, reads }: PreviewProps) {
  if (!draft.toOn || draft.toOn <= promisedOn)
    return (
      <p className="self-start border-l-2 border-hairline pl-4 text-muted">
        {draft.toOn && draft.toOn < promisedOn ? words.earlier : words.choose}
      </p>
    );
  const problem = whyNoReason(draft.reason, title);
  const dayName = (day: string) => nameDay(day, today, reads.days);
  const paragraphs = noticeParagraphs(
    reads.notice,
    {
      title,
      fromOn: promisedOn,
      toOn: draft.toOn,
      reason: draft.reason || "…",
      effect: draft.effect,
      doing: draft.doing,
    },
    dayName,
  );
  return (
    <section aria-labelledby="preview" className="self-start">
      <h2 id="preview" className="text-xl">
        {words.preview}
      </h2>
      <div className="mt-3 border border-hairline bg-sheet p-5">
        <p className="text-sm text-muted">{words.onPage}</p>
        <div lang={reads.lang}>
          <p className="font-medium wrap-anywhere">{title}</p>
          <p className="text-sm">
            <s className="text-muted">{dayName(promisedOn)}</s> {dayName(draft.toOn)}
          </p>
          <p className="text-sm text-muted wrap-anywhere" dir="auto">
            {fill(reads.because, { reason: draft.reason || "…" })}
          </p>
        </div>
      </div>
      <div className="mt-4 space-y-3 border border-hairline bg-sheet p-5 font-serif text-[1.0625rem]">
        <p className="font-sans text-sm text-muted">{words.aboveEmail}</p>
        <div lang={reads.lang} className="space-y-3">
          <p>{reads.greeting}</p>
          {paragraphs.map((text) => (
            <p key={text} className="wrap-anywhere whitespace-pre-line">
              {text}
            </p>
          ))}
          <p>
            {reads.closing}
            <br />
            {signature}
          </p>
        </div>
      </div>
      {draft.reason && problem ? (
        <p className="mt-3 text-sm text-muted">{words.noReason[problem]}</p>
      ) : null}
    </section>
  );
}
