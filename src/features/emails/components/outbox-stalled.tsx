import { StatusBadge } from "@/ui/status-badge";
import { When } from "@/features/studio/components/when";

type OutboxStalledProps = {
  stall: { since: Date; closedWhy: string | null } | null;
  zone: string;
  now: Date;
};

/** Says that emails are not being sent, and since when; nothing while they are. */
export function OutboxStalled({ stall, zone, now }: OutboxStalledProps) {
  if (!stall) return null;
  return (
    <p role="status" className="mb-6 border-l-4 border-red bg-sheet px-4 py-3">
      <StatusBadge shape="late">
        {stall.closedWhy ? "Emails are stopped" : "Emails are late"}
      </StatusBadge>{" "}
      {stall.closedWhy ? (
        <>
          {stall.closedWhy} They may have been sent before, so nothing is sent until somebody opens
          the outbox: npm run emails.
        </>
      ) : (
        <>
          The oldest has been due since <When at={stall.since} zone={zone} now={now} />. They are
          sent as soon as possible; if this lasts, check the worker.
        </>
      )}
    </p>
  );
}
