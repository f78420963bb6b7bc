import { StatusBadge } from "@/ui/status-badge";
import { When } from "@/ui/when";

type StandstillProps = {
  stall: { since: Date; closedWhy: string | null } | null;
  zone: string;
  now: Date;
};

/** Says that emails are not leaving, and since when; nothing while they are. */
export function OutboxStalled({ stall, zone, now }: StandstillProps) {
  if (!stall) return null;
  return (
    <p role="status" className="mb-6 border-l-4 border-red bg-sheet px-4 py-3">
      <StatusBadge shape="late">
        {stall.closedWhy ? "Emails are stopped" : "Emails are late"}
      </StatusBadge>{" "}
      {stall.closedWhy ? (
        <>
          {stall.closedWhy} They may have left before, so none leaves until the outbox is opened by
          hand: npm run emails.
        </>
      ) : (
        <>
          The oldest has been due since <When at={stall.since} zone={zone} now={now} />. They leave
          as soon as they can; if this lasts, look at the worker.
        </>
      )}
    </p>
  );
}
