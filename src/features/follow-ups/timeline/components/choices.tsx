import { bringBack } from "@/features/follow-ups/actions";
import { move, sendNow, skip } from "@/workflows/decide-follow-up/actions";
import { followUpKinds, mayPick } from "@/features/follow-ups/kinds";
import { movedFollowUp } from "@/features/follow-ups/schema";
import type { FollowUpRow } from "@/features/follow-ups/timeline/queries";
import { isStillMine } from "@/features/emails/rules";
import { dayIn } from "@/lib/dates";
import { fieldsOf } from "@/lib/fields-of";
import { ActionButton } from "@/ui/action-button";
import { ActionForm } from "@/ui/action-form";
import { buttonVariant } from "@/ui/button";
import { TextField } from "@/ui/field";
import { Link } from "@/ui/link";
import { Disclosure } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";

type ChoicesProps = {
  followUp: FollowUpRow;
  now: Date;
  /** On its own page there is no way to it. */ isHere?: boolean;
};

/**
 * What the freelancer can still do about a follow-up: send it now, skip it, move it, read and
 * change it, restore it.
 */
export function Choices({ followUp, now, isHere = false }: ChoicesProps) {
  const { skippedAt, emailId, kind } = followUp;
  const what = followUpKinds[kind].one;
  const isWaiting = isStillWaiting(followUp);
  const mayComeBack = skippedAt !== null && !emailId && kind !== "THANK_YOU";
  const page = pageOf(followUp, isWaiting && !isHere);
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-1">
      {isWaiting ? <SendOrSkip followUp={followUp} what={what} isHere={isHere} /> : null}
      {mayComeBack ? (
        <ActionButton
          action={bringBack}
          hidden={{ followUpId: followUp.id }}
          about={what}
          busy="Restoring…"
          variant="plain"
        >
          Restore
        </ActionButton>
      ) : null}
      {page ? (
        <Link href={page.href} className={buttonVariant("plain")}>
          {page.name}
          <span className="sr-only">: {what}</span>
        </Link>
      ) : null}
      {isWaiting && mayPick(kind) ? (
        <Disclosure title="Move" about={what}>
          <MoveForm followUp={followUp} now={now} what={what} />
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
function pageOf({ id, emailId }: FollowUpRow, mayEdit: boolean) {
  if (emailId) return { href: `/emails/${emailId}`, name: "Read email" };
  return mayEdit ? { href: `/follow-ups/${id}`, name: "Read and edit" } : null;
}

type SendOrSkipProps = { followUp: FollowUpRow; what: string; isHere: boolean };

function SendOrSkip({ followUp: { id, kind, isLate, heldAt }, what, isHere }: SendOrSkipProps) {
  return (
    <>
      <ActionButton
        action={sendNow}
        hidden={{ followUpId: id }}
        busy="Sending…"
        variant={isHere ? "main" : "quiet"}
      >
        {`Send the ${what.toLowerCase()} now`}
      </ActionButton>
      {mayPick(kind) || heldAt ? (
        <ActionButton
          action={skip}
          hidden={{ followUpId: id }}
          about={what}
          busy="Skipping…"
          variant="plain"
        >
          {isLate ? "Don’t send" : "Skip"}
        </ActionButton>
      ) : null}
    </>
  );
}

function MoveForm({ followUp, now, what }: { followUp: FollowUpRow; now: Date; what: string }) {
  const { id, zone, email, sendAt, contact } = followUp;
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
        label={`Send ${what.toLowerCase()} on`}
        hint={`In ${contact.name}’s morning on that day, or on the next working day.`}
        min={dayIn(zone, now)}
        defaultValue={dayIn(zone, at)}
      />
      <div>
        <SubmitButton busy="Moving…" about={what}>
          Move
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
