import { Link } from "@/ui/link";
import { StatusBadge } from "@/ui/status-badge";

/** That a case is open with a client, what it mutes, and the way there. */
export function OpenCase({ one }: { one: { id: string; firstRespondedAt: Date | null } }) {
  return (
    <p className="max-w-[68ch]">
      <StatusBadge shape={one.firstRespondedAt ? "waits" : "late"}>Case open</StatusBadge> Progress
      is muted and nothing more is asked of this client until it is closed.{" "}
      <Link href={`/cases/${one.id}`} className="inline-block min-h-6 underline underline-offset-4">
        Open the case
      </Link>
    </p>
  );
}
