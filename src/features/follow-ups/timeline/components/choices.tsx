import { bringBack } from "@/features/follow-ups/actions";
import { move, sendNow, skip } from "@/workflows/decide-follow-up/actions";
import { followUpKinds } from "@/features/follow-ups/kinds";
import type { FollowUpRow } from "@/features/follow-ups/timeline/queries";
import { isStillMine } from "@/features/emails/rules";
import { dayIn } from "@/lib/dates";
import { ActionForm } from "@/ui/action-form";
import { buttonVariant, type Variant } from "@/ui/button";
import { TextField } from "@/ui/field";
import { Link } from "@/ui/link";
import { Disclosure } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";

type ChoicesProps = {
  followUp: FollowUpRow;
  now: Date;
  /** On its own page there is no way to it. */ isHere?: boolean;
};

/** What the freelancer can still do about a follow-up: send it now, skip it, move it, read and change it, bring it back. */
export function Choices({ followUp, now, isHere = false }: ChoicesProps) {
  const { id, email, emailId, settledAt, skippedAt, cancelledAt, isLate } = followUp;
  const what = followUpKinds[followUp.kind].one;
  const isWaiting = !skippedAt && !cancelledAt && (email ? isStillMine(email) : !settledAt);
  const mayComeBack = skippedAt !== null && !emailId && followUp.kind !== "THANK_YOU";
  const way = emailId
    ? { href: `/emails/${emailId}`, name: "Read it" }
    : isWaiting && !isHere
      ? { href: `/follow-ups/${id}`, name: "Read and change" }
      : null;
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-1">
      {isWaiting ? (
        <Press
          action={sendNow}
          id={id}
          what={what}
          busy="Sending…"
          variant={isHere ? "main" : "quiet"}
        >
          Send now
        </Press>
      ) : null}
      {isWaiting ? (
        <Press action={skip} id={id} what={what} busy="Skipping…" variant="plain">
          {isLate ? "Let it be" : "Skip"}
        </Press>
      ) : null}
      {mayComeBack ? (
        <Press action={bringBack} id={id} what={what} busy="Planning…" variant="plain">
          Bring it back
        </Press>
      ) : null}
      {way ? (
        <Link href={way.href} className={buttonVariant("plain")}>
          {way.name}
          <span className="sr-only">: {what}</span>
        </Link>
      ) : null}
      {isWaiting ? (
        <Disclosure title="Move" about={what}>
          <MoveForm followUp={followUp} now={now} what={what} />
        </Disclosure>
      ) : null}
    </div>
  );
}

function MoveForm({ followUp, now, what }: { followUp: FollowUpRow; now: Date; what: string }) {
  const { id, zone, email, sendAt, contact } = followUp;
  const at = email?.sendAt ?? sendAt;
  return (
    <ActionForm action={move} className="grid gap-3">
      <input type="hidden" name="followUpId" value={id} />
      <TextField
        name="day"
        type="date"
        label={`${what} leaves on`}
        hint={`In ${contact.name}’s morning of that day, or of the next working day.`}
        min={dayIn(zone, now)}
        defaultValue={dayIn(zone, at)}
        required
      />
      <div>
        <SubmitButton busy="Moving…" label={`Move it: ${what}`}>
          Move it
        </SubmitButton>
      </div>
    </ActionForm>
  );
}

type PressProps = {
  action: typeof sendNow;
  id: string;
  what: string;
  busy: string;
  variant: Variant;
  children: string;
};

function Press({ action, id, what, busy, variant, children }: PressProps) {
  return (
    <ActionForm action={action} className="flex flex-wrap items-center gap-2">
      <input type="hidden" name="followUpId" value={id} />
      <SubmitButton variant={variant} busy={busy} label={`${children}: ${what}`}>
        {children}
      </SubmitButton>
    </ActionForm>
  );
}
