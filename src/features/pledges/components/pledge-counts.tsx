import type { countPledges } from "@/features/pledges/queries";

type Counts = Awaited<ReturnType<typeof countPledges>>;

/** What became of all that clients were told they would hear. */
export function PledgeCounts({ counts: { made, kept, missed, moved, open } }: { counts: Counts }) {
  return (
    <p className="mt-2 text-sm text-muted">
      You said {made === 1 ? "once" : `${made} times`} by when a client would hear: kept in time{" "}
      {kept}, missed {missed}, moved {moved}, still open {open}.
    </p>
  );
}
