import { dropReply, hide, reply, showAgain } from "@/features/testimonials/actions";
import { PreSendCheck } from "@/features/pre-send/components/pre-send-check";
import type { TestimonialRow } from "@/features/testimonials/queries";
import {
  hiddenWords,
  testimonialStatusOf,
  type TestimonialStatus,
} from "@/features/testimonials/rules";
import { hiding, publicReply } from "@/features/testimonials/schema";
import { tags } from "@/language/languages";
import { fieldsOf } from "@/lib/fields-of";
import { ActionButton } from "@/ui/action-button";
import { ActionForm } from "@/ui/action-form";
import { AreaField, SelectField, TextField } from "@/ui/field";
import { Link } from "@/ui/link";
import { Disclosure } from "@/ui/page";
import { StatusBadge, type Shape } from "@/ui/status-badge";
import { SubmitButton } from "@/ui/submit-button";
import { When } from "@/features/studio/components/when";

type Clock = { zone: string; now: Date };

/** Who was asked to say something in public, what they said, and what the freelancer says to it. */
export function Testimonials({ rows, ...clock }: { rows: TestimonialRow[] } & Clock) {
  return (
    <ol className="divide-y divide-hairline">
      {rows.map((row) => (
        <li key={row.id} className="grid gap-3 py-6">
          <Head row={row} {...clock} />
          <Body row={row} {...clock} />
        </li>
      ))}
    </ol>
  );
}

const badges: Record<TestimonialStatus, { shape: Shape; word: string }> = {
  asked: { shape: "waits", word: "Asked" },
  given: { shape: "done", word: "On your wall" },
  edited: { shape: "done", word: "On your wall, changed" },
  removed: { shape: "stopped", word: "Removed by its author" },
  hidden: { shape: "risk", word: "Hidden" },
};

/** When a testimonial became what it is. */
function sinceOf(row: TestimonialRow): Date {
  return row.removedAt ?? row.hiddenAt ?? row.editedAt ?? row.givenAt ?? row.invitedAt;
}

function Head({ row, zone, now }: { row: TestimonialRow } & Clock) {
  const { shape, word } = badges[testimonialStatusOf(row)];
  return (
    <p className="flex flex-wrap items-baseline gap-x-3 text-sm text-muted">
      <StatusBadge shape={shape}>{word}</StatusBadge>
      <span className="wrap-anywhere">
        {row.contact.name},{" "}
        <Link href={`/projects/${row.projectId}`} className="underline underline-offset-4">
          {row.project.title}
        </Link>
      </span>
      <When at={sinceOf(row)} zone={zone} now={now} />
    </p>
  );
}

function Body({ row, zone, now }: { row: TestimonialRow } & Clock) {
  const status = testimonialStatusOf(row);
  if (status === "asked" || status === "removed") return null;
  const lang = tags[row.language];
  return (
    <>
      <blockquote
        lang={lang}
        dir="auto"
        className="max-w-[60ch] font-serif text-xl whitespace-pre-line wrap-anywhere"
      >
        {row.text}
      </blockquote>
      <p className="text-sm wrap-anywhere" lang={lang} dir="auto">
        {row.shownName}
      </p>
      {status === "hidden" ? (
        <WhyHidden row={row} zone={zone} now={now} />
      ) : (
        <Answering row={row} zone={zone} now={now} />
      )}
    </>
  );
}

/** The proof that it may be shown: the sentence, word for word, and when it was ticked. */
function Agreed({ row, zone, now }: { row: TestimonialRow } & Clock) {
  if (!row.consentedAt) return null;
  return (
    <Disclosure title="What they agreed to" about={row.shownName}>
      <p lang={tags[row.language]} className="max-w-[60ch] wrap-anywhere">
        {row.consent}
      </p>
      <p className="mt-1 text-sm text-muted">
        Ticked <When at={row.consentedAt} zone={zone} now={now} />
      </p>
    </Disclosure>
  );
}

function WhyHidden({ row, zone, now }: { row: TestimonialRow } & Clock) {
  return (
    <div className="grid justify-items-start gap-2">
      <p className="wrap-anywhere">
        {row.hiddenFor ? `${hiddenWords[row.hiddenFor]}: ` : ""}
        {row.hiddenWhy}
      </p>
      <p className="text-sm text-muted">
        Its author reads this reason by their link, and your wall counts it.
      </p>
      <ActionButton
        action={showAgain}
        hidden={{ testimonialId: row.id }}
        busy="Showing…"
        about={row.shownName}
      >
        Show on the wall again
      </ActionButton>
      <Agreed row={row} zone={zone} now={now} />
    </div>
  );
}

const replyFields = fieldsOf(publicReply);
const hidingFields = fieldsOf(hiding);

function Answering({ row, zone, now }: { row: TestimonialRow } & Clock) {
  return (
    <>
      {row.repliedAt ? (
        <div className="max-w-[60ch] border-l-2 border-accent pl-4">
          <p className="text-sm text-muted">
            Your reply, <When at={row.repliedAt} zone={zone} now={now} />
          </p>
          <p className="mt-1 whitespace-pre-line wrap-anywhere" dir="auto">
            {row.reply}
          </p>
        </div>
      ) : null}
      <div className="grid gap-x-8 sm:flex sm:flex-wrap">
        <Disclosure
          title={row.repliedAt ? "Change your reply" : "Reply in public"}
          about={row.shownName}
        >
          <ReplyForm row={row} />
        </Disclosure>
        <Disclosure title="Hide" about={row.shownName}>
          <HideForm row={row} />
        </Disclosure>
        <Agreed row={row} zone={zone} now={now} />
      </div>
    </>
  );
}

function ReplyForm({ row }: { row: TestimonialRow }) {
  return (
    <div className="grid max-w-xl gap-4">
      <ActionForm action={reply} draft={`reply ${row.id}`} hidden={{ testimonialId: row.id }}>
        <AreaField
          {...replyFields.text}
          label="Public reply"
          hint={
            "Everyone who reads the wall reads it, with the time it took you. Thank them, say what " +
            "you did about it, and leave out what is confidential."
          }
          defaultValue={row.reply}
        />
        <PreSendCheck texts={[replyFields.text.name]} readerId={row.contactId} />
        <div>
          <SubmitButton busy="Saving…" about={row.shownName}>
            Save public reply
          </SubmitButton>
        </div>
      </ActionForm>
      {row.repliedAt ? (
        <ActionButton
          action={dropReply}
          hidden={{ testimonialId: row.id }}
          busy="Removing…"
          variant="plain"
          about={row.shownName}
        >
          Remove reply
        </ActionButton>
      ) : null}
    </div>
  );
}

function HideForm({ row }: { row: TestimonialRow }) {
  return (
    <ActionForm
      action={hide}
      draft={`hide ${row.id}`}
      hidden={{ testimonialId: row.id }}
      className="grid max-w-xl gap-5"
    >
      <p className="text-muted">
        Only what is unlawful or off topic can be hidden, never what is critical. Your wall says how
        many are hidden and for which of the two.
      </p>
      <SelectField
        {...hidingFields.hiddenFor}
        label="Reason"
        defaultValue=""
        choices={[
          { value: "", label: "Choose" },
          { value: "UNLAWFUL", label: "Unlawful: an insult, a threat, somebody’s private data" },
          { value: "OFF_TOPIC", label: "Off topic: not about work we did together" },
        ]}
      />
      <TextField
        {...hidingFields.why}
        label="What exactly"
        hint="Kept in the history, and shown to its author."
      />
      <div>
        <SubmitButton busy="Hiding…" about={row.shownName}>
          Hide
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
