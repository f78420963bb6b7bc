import { tryAddressAgain } from "@/features/emails/suppressions/actions";
import type { SuppressionFacts } from "@/features/emails/suppressions/queries";
import { ActionButton } from "@/ui/action-button";
import { StatusBadge } from "@/ui/status-badge";
import { When } from "@/features/studio/components/when";

type SuppressedProps = { suppression: SuppressionFacts; address: string; zone: string; now: Date };

/**
 * Says of an address that nothing is sent to it any more, since when and why; a bounce can be tried
 * again once it is fixed.
 */
export function Suppressed({
  suppression: { id, cause, detail, suppressedAt },
  address,
  zone,
  now,
}: SuppressedProps) {
  return (
    <div className="grid max-w-prose gap-2 border-l-2 border-red pl-4">
      <p>
        <StatusBadge shape="late">
          {cause === "COMPLAINED" ? "Marked as spam" : "Bounced"}
        </StatusBadge>{" "}
        <span className="text-sm text-muted">
          <When at={suppressedAt} zone={zone} now={now} />
        </span>
      </p>
      <p className="wrap-anywhere">
        Nothing is sent to this address any more:{" "}
        {cause === "COMPLAINED"
          ? "someone there marked an email as spam. Reach this person another way."
          : "an email to it bounced."}
        {detail ? ` The provider said: “${detail}”` : ""}
      </p>
      {cause === "BOUNCED" ? (
        <>
          <p className="text-sm text-muted">
            If the address is wrong, correct it. If it is right and the mailbox works again, you can
            send there again.
          </p>
          <ActionButton action={tryAddressAgain} hidden={{ suppressionId: id }} about={address}>
            Try this address again
          </ActionButton>
        </>
      ) : null}
    </div>
  );
}
