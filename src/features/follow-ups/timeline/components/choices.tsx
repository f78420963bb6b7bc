import { bringBack } from "@/features/follow-ups/actions";
import { move, sendNow, skip } from "@/workflows/decide-follow-up/actions";
import { mayPick } from "@/features/follow-ups/kinds";
import { movedFollowUp } from "@/features/follow-ups/schema";
import type { FollowUpRow } from "@/features/follow-ups/timeline/queries";
import { isStillMine } from "@/features/emails/rules";
import { studioLocale } from "@/auth/session";
import type { StudioLocale } from "@/language/studio";
import { dayIn } from "@/lib/dates";
import { fieldsOf } from "@/lib/fields-of";
import { ActionButton } from "@/ui/action-button";
import { ActionForm } from "@/ui/action-form";
import { buttonVariant } from "@/ui/button";
import { TextField } from "@/ui/field";
import { Link } from "@/ui/link";
import { Disclosure } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";

type T = StudioLocale["t"];

type ChoicesProps = {
  followUp: FollowUpRow;
  now: Date;
  /** On its own page there is no way to it. */ isHere?: boolean;
};

/**
 * What the freelancer can still do about a follow-up: send it now, skip it, move it, read and
 * change it, restore it.
 */
export async function Choices({ followUp, now, isHere = false }: ChoicesProps) {
  const { skippedAt, emailId, kind } = followUp;
  const { t } = await studioLocale();
  const what = t(`followUps.kinds.${kind}.one`);
  const isWaiting = isStillWaiting(followUp);
  const mayComeBack = skippedAt !== null && !emailId && kind !== "THANK_YOU";
  const page = pageOf(followUp, isWaiting && !isHere, t);
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-1">
      {isWaiting ? <SendOrSkip followUp={followUp} what={what} isHere={isHere} t={t} /> : null}
      {mayComeBack ? (
        <ActionButton
          action={bringBack}
          hidden={{ followUpId: followUp.id }}
          about={what}
          busy={t("followUps.restoring")}
          variant="plain"
        >
          {t("followUps.restore")}
        </ActionButton>
      ) : null}
      {page ? (
        <Link href={page.href} className={buttonVariant("plain")}>
          {page.name}
          <span className="sr-only">: {what}</span>
        </Link>
      ) : null}
      {isWaiting && mayPick(kind) ? (
        <Disclosure title={t("followUps.move")} about={what}>
          <MoveForm followUp={followUp} now={now} what={what} t={t} />
        </Disclosure>
      ) : null}
    </div>
  );
}

function isStillWaiting({ email, settledAt, skippedAt, cancelledAt }: FollowUpRow): boolean {
  if (skippedAt || cancelledAt) return false;
  return email ? isStillMine(email) : !settledAt;
}

/** Where a follow-up is read: its email once there is one, before that its own page. */
function pageOf({ id, emailId }: FollowUpRow, mayEdit: boolean, t: T) {
  if (emailId) return { href: `/emails/${emailId}`, name: t("followUps.readEmail") };
  return mayEdit ? { href: `/follow-ups/${id}`, name: t("followUps.readAndEdit") } : null;
}

type SendOrSkipProps = { followUp: FollowUpRow; what: string; isHere: boolean; t: T };

function SendOrSkip({ followUp, what, isHere, t }: SendOrSkipProps) {
  const { id, kind, isLate, heldAt } = followUp;
  return (
    <>
      <ActionButton
        action={sendNow}
        hidden={{ followUpId: id }}
        busy={t("followUps.sending")}
        variant={isHere ? "main" : "quiet"}
      >
        {t(`followUps.kinds.${kind}.sendNow`)}
      </ActionButton>
      {mayPick(kind) || heldAt ? (
        <ActionButton
          action={skip}
          hidden={{ followUpId: id }}
          about={what}
          busy={t("followUps.skipping")}
          variant="plain"
        >
          {isLate ? t("followUps.dontSend") : t("followUps.skip")}
        </ActionButton>
      ) : null}
    </>
  );
}

type MoveFormProps = { followUp: FollowUpRow; now: Date; what: string; t: T };

function MoveForm({ followUp, now, what, t }: MoveFormProps) {
  const { id, zone, email, sendAt, contact, kind } = followUp;
  const at = email?.sendAt ?? sendAt;
  return (
    <ActionForm
      action={move}
      draft={`move ${id}`}
      hidden={{ followUpId: id }}
      className="grid gap-3"
    >
      <TextField
        {...fieldsOf(movedFollowUp).day}
        type="date"
        label={t(`followUps.kinds.${kind}.sendOn`)}
        hint={t("followUps.moveHint", { name: contact.name })}
        min={dayIn(zone, now)}
        defaultValue={dayIn(zone, at)}
      />
      <div>
        <SubmitButton busy={t("followUps.moving")} about={what}>
          {t("followUps.move")}
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
