import { Sign } from "@/ui/sign";
import { When } from "@/ui/when";

type StandstillProps = {
  stall: { since: Date; closedWhy: string | null } | null;
  zone: string;
  now: Date;
};

/** Says that letters are not leaving, and since when; nothing while they are. */
export function Standstill({ stall, zone, now }: StandstillProps) {
  if (!stall) return null;
  return (
    <p role="status" className="mb-6 border-l-4 border-red bg-sheet px-4 py-3">
      <Sign shape="late">{stall.closedWhy ? "Letters are stopped" : "Letters are late"}</Sign>{" "}
      {stall.closedWhy ? (
        <>
          {stall.closedWhy} They may have left before, so none leaves until the outbox is opened by
          hand: npm run letters.
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
