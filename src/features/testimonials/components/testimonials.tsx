import { studioLocale } from "@/auth/session";
import { dropReply, hide, reply, showAgain } from "@/features/testimonials/actions";
import { PreSendCheck } from "@/features/pre-send/components/pre-send-check";
import type { TestimonialRow } from "@/features/testimonials/queries";
import { testimonialStatusOf, type TestimonialStatus } from "@/features/testimonials/rules";
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

const shapes: Record<TestimonialStatus, Shape> = {
  asked: "waits",
  given: "done",
  edited: "done",
  removed: "stopped",
  hidden: "risk",
};

/** When a testimonial became what it is. */
function sinceOf(row: TestimonialRow): Date {
  return row.removedAt ?? row.hiddenAt ?? row.editedAt ?? row.givenAt ?? row.invitedAt;
}

async function Head({ row, zone, now }: { row: TestimonialRow } & Clock) {
  const { t } = await studioLocale();
  const status = testimonialStatusOf(row);
  return (
    <p className="flex flex-wrap items-baseline gap-x-3 text-sm text-muted">
      <StatusBadge shape={shapes[status]}>{t(`wall.status.${status}`)}</StatusBadge>
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
async function Agreed({ row, zone, now }: { row: TestimonialRow } & Clock) {
  const { t } = await studioLocale();
  const { consentedAt } = row;
  if (!consentedAt) return null;
  return (
    <Disclosure title={t("wall.agreed")} about={row.shownName}>
      <p lang={tags[row.language]} className="max-w-[60ch] wrap-anywhere">
        {row.consent}
      </p>
      <p className="mt-1 text-sm text-muted">
        {t.rich("wall.ticked", { when: () => <When at={consentedAt} zone={zone} now={now} /> })}
      </p>
    </Disclosure>
  );
}

async function WhyHidden({ row, zone, now }: { row: TestimonialRow } & Clock) {
  const { t } = await studioLocale();
  return (
    <div className="grid justify-items-start gap-2">
      <p className="wrap-anywhere">
        {row.hiddenFor
          ? t(`wall.hiddenFor.${row.hiddenFor}`, { why: row.hiddenWhy })
          : row.hiddenWhy}
      </p>
      <p className="text-sm text-muted">{t("wall.authorReads")}</p>
      <ActionButton
        action={showAgain}
        hidden={{ testimonialId: row.id }}
        busy={t("wall.showing")}
        about={row.shownName}
      >
        {t("wall.showAgain")}
      </ActionButton>
      <Agreed row={row} zone={zone} now={now} />
    </div>
  );
}

const replyFields = fieldsOf(publicReply);
const hidingFields = fieldsOf(hiding);

async function Answering({ row, zone, now }: { row: TestimonialRow } & Clock) {
  const { t } = await studioLocale();
  const { repliedAt } = row;
  return (
    <>
      {repliedAt ? (
        <div className="max-w-[60ch] border-l-2 border-accent pl-4">
          <p className="text-sm text-muted">
            {t.rich("wall.yourReply", {
              when: () => <When at={repliedAt} zone={zone} now={now} />,
            })}
          </p>
          <p className="mt-1 whitespace-pre-line wrap-anywhere" dir="auto">
            {row.reply}
          </p>
        </div>
      ) : null}
      <div className="grid gap-x-8 sm:flex sm:flex-wrap">
        <Disclosure
          title={row.repliedAt ? t("wall.changeReply") : t("wall.reply")}
          about={row.shownName}
        >
          <ReplyForm row={row} />
        </Disclosure>
        <Disclosure title={t("buttons.hide")} about={row.shownName}>
          <HideForm row={row} />
        </Disclosure>
        <Agreed row={row} zone={zone} now={now} />
      </div>
    </>
  );
}

async function ReplyForm({ row }: { row: TestimonialRow }) {
  const { t } = await studioLocale();
  return (
    <div className="grid max-w-xl gap-4">
      <ActionForm action={reply} draft={`reply ${row.id}`} hidden={{ testimonialId: row.id }}>
        <AreaField
          {...replyFields.text}
          label={t("wall.publicReply")}
          hint={t("wall.replyHint")}
          defaultValue={row.reply}
        />
        <PreSendCheck texts={[replyFields.text.name]} readerId={row.contactId} />
        <div>
          <SubmitButton busy={t("buttons.saving")} about={row.shownName}>
            {t("wall.saveReply")}
          </SubmitButton>
        </div>
      </ActionForm>
      {row.repliedAt ? (
        <ActionButton
          action={dropReply}
          hidden={{ testimonialId: row.id }}
          busy={t("buttons.removing")}
          variant="plain"
          about={row.shownName}
        >
          {t("wall.removeReply")}
        </ActionButton>
      ) : null}
    </div>
  );
}

async function HideForm({ row }: { row: TestimonialRow }) {
  const { t } = await studioLocale();
  return (
    <ActionForm
      action={hide}
      draft={`hide ${row.id}`}
      hidden={{ testimonialId: row.id }}
      className="grid max-w-xl gap-5"
    >
      <p className="text-muted">{t("wall.onlyThese")}</p>
      <SelectField
        {...hidingFields.hiddenFor}
        label={t("wall.reason")}
        defaultValue=""
        choices={[
          { value: "", label: t("wall.choose") },
          { value: "UNLAWFUL", label: t("wall.reasons.UNLAWFUL") },
          { value: "OFF_TOPIC", label: t("wall.reasons.OFF_TOPIC") },
        ]}
      />
      <TextField {...hidingFields.why} label={t("wall.exactly")} hint={t("wall.exactlyHint")} />
      <div>
        <SubmitButton busy={t("buttons.hiding")} about={row.shownName}>
          {t("buttons.hide")}
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
