import type { FailureFacts } from "@/features/own-it/queries";
import { goodwillSums } from "@/features/own-it/rules";

/** What a failure cost in goodwill, by currency and in hours. */
export function Cost({ goodwill }: { goodwill: FailureFacts["goodwill"] }) {
  const sums = goodwillSums(goodwill);
  return sums.length > 0 ? (
    <p>
      {sums.join(", ")} to {goodwill.length} {goodwill.length === 1 ? "client" : "clients"}.
    </p>
  ) : (
    <p className="text-muted">
      No goodwill has been given. It is given once an email has been sent.
    </p>
  );
}
