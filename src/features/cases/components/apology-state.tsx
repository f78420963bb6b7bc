import { respond, reply } from "@/features/cases/actions";
import type { CaseFacts } from "@/features/cases/queries";
import { ActionButton } from "@/ui/action-button";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { StatusBadge } from "@/ui/status-badge";
import { When } from "@/features/studio/components/when";
import { undo } from "@/workflows/send-apology/actions";

type StateProps = { one: CaseFacts; zone: string; now: Date };

/** An apology that waits to be sent, with the way back; or that did not go, with what to do. */
export function ApologyWaits({ one, zone, now }: StateProps) {
  const { email } = one;
  if (!email) return null;
  if (email.needsReviewAt)
    return (
      <div className="grid justify-items-start gap-3">
        <p>
          <StatusBadge shape="late">Not sent</StatusBadge>{" "}
          {email.lastError ?? "It needs your decision."}
        </p>
        <Link href={`/emails/${email.id}`} className={buttonVariant("main")}>
          Review email
        </Link>
      </div>
    );
  return (
    <div className="grid justify-items-start gap-3">
      <p role="status">
        <StatusBadge shape="waits">{email.sentAt ? "Sent" : "Waiting"}</StatusBadge>{" "}
        {email.sentAt || email.sendAt <= now ? (
          "The apology is being sent now."
        ) : (
          <>
            The apology will be sent <When at={email.sendAt} zone={zone} now={now} />.
          </>
        )}
      </p>
      <div className="flex flex-wrap gap-3">
        {email.sentAt ? null : (
          <ActionButton action={undo} hidden={{ caseId: one.id }} busy="Undoing…">
            Undo
          </ActionButton>
        )}
        <Link href={`/emails/${email.id}`} className={buttonVariant("plain")}>
          Read email
        </Link>
      </div>
    </div>
  );
}

/** An apology that was sent, and whether the client has answered it. */
export function ApologySent({ one, zone, now }: StateProps) {
  if (!one.apologizedAt) return null;
  return (
    <div className="grid gap-3">
      <p>
        <StatusBadge shape="done">Sent</StatusBadge>{" "}
        <When at={one.apologizedAt} zone={zone} now={now} />.{" "}
        {one.email ? (
          <Link href={`/emails/${one.email.id}`} className="underline">
            Read it as it was sent
          </Link>
        ) : null}
      </p>
      {one.repliedAt ? (
        <p>
          {one.contact.name} wrote <When at={one.repliedAt} zone={zone} now={now} />.{" "}
          {one.project ? (
            <Link href={`/projects/${one.project.id}#write`} className="underline">
              Read it in the thread
            </Link>
          ) : null}
        </p>
      ) : one.closedAt ? null : (
        <div className="grid justify-items-start gap-2">
          <p className="text-muted">No answer yet.</p>
          <ActionButton action={reply} hidden={{ caseId: one.id }} busy="Saving…">
            They answered another way
          </ActionButton>
        </div>
      )}
    </div>
  );
}

/** A first word by another channel than an email: it ends the clock. */
export function SpokeToThem({ one }: { one: CaseFacts }) {
  if (one.firstRespondedAt || one.closedAt) return null;
  return (
    <ActionButton action={respond} hidden={{ caseId: one.id }} busy="Saving…">
      I’ve called or spoken to them
    </ActionButton>
  );
}
