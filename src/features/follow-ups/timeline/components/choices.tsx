import { bringBack, move, sendNow, skip } from "@/features/follow-ups/decide/actions";
import { kindNames } from "@/features/follow-ups/rules";
import type { FollowUpRow } from "@/features/follow-ups/timeline/queries";
import { isStillMine } from "@/features/letters/rules";
import { dayIn } from "@/lib/dates";
import { ActionForm } from "@/ui/action-form";
import { buttonLook, type Look } from "@/ui/button";
import { TextField } from "@/ui/field";
import { Link } from "@/ui/link";
import { Fold } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";

type ChoicesProps = {
  followUp: FollowUpRow;
  now: Date;
  /** On its own page there is no way to it. */ isHere?: boolean;
};

/** What the freelancer can still do about a follow-up: send it now, skip it, move it, read and change it, bring it back. */
export function Choices({ followUp, now, isHere = false }: ChoicesProps) {
  const { id, letter, letterId, settledAt, skippedAt, withdrawnAt, isLate } = followUp;
  const what = kindNames[followUp.kind].one;
  const isWaiting = !skippedAt && !withdrawnAt && (letter ? isStillMine(letter) : !settledAt);
  const mayComeBack = skippedAt !== null && !letterId && followUp.kind !== "THANK_YOU";
  const way = letterId
    ? { href: `/letters/${letterId}`, name: "Read it" }
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
          look={isHere ? "main" : "quiet"}
        >
          Send now
        </Press>
      ) : null}
      {isWaiting ? (
        <Press action={skip} id={id} what={what} busy="Skipping…" look="plain">
          {isLate ? "Let it be" : "Skip"}
        </Press>
      ) : null}
      {mayComeBack ? (
        <Press action={bringBack} id={id} what={what} busy="Planning…" look="plain">
          Bring it back
        </Press>
      ) : null}
      {way ? (
        <Link href={way.href} className={buttonLook("plain")}>
          {way.name}
          <span className="sr-only">: {what}</span>
        </Link>
      ) : null}
      {isWaiting ? (
        <Fold title="Move" about={what}>
          <MoveForm followUp={followUp} now={now} what={what} />
        </Fold>
      ) : null}
    </div>
  );
}

function MoveForm({ followUp, now, what }: { followUp: FollowUpRow; now: Date; what: string }) {
  const { id, zone, letter, leavesAt, contact } = followUp;
  const at = letter?.leavesAt ?? leavesAt;
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
  look: Look;
  children: string;
};

function Press({ action, id, what, busy, look, children }: PressProps) {
  return (
    <ActionForm action={action} className="flex flex-wrap items-center gap-2">
      <input type="hidden" name="followUpId" value={id} />
      <SubmitButton look={look} busy={busy} label={`${children}: ${what}`}>
        {children}
      </SubmitButton>
    </ActionForm>
  );
}
