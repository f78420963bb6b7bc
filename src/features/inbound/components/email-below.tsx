import type { LineEmail } from "@/features/inbound/queries";
import { Disclosure } from "@/ui/page";
import { Link } from "@/ui/link";

/** What there is beside the words of a line that came by email: who sent it, what it quotes, the original. */
export function EmailBelow({ email }: { email: LineEmail }) {
  const { inboundId, by, quoted, hasMore } = email;
  return (
    <div className="mt-1 text-sm text-muted">
      {by ? (
        <p className="wrap-anywhere">
          Sent from {by.fromAddress || "an unknown address"} by the reply address of {by.name}.
        </p>
      ) : null}
      {quoted ? (
        <Disclosure title="Show what was quoted">
          <p className="max-w-[68ch] whitespace-pre-line wrap-anywhere" dir="auto">
            {quoted}
          </p>
        </Disclosure>
      ) : null}
      <Link
        href={`/emails/received/${inboundId}`}
        className="inline-flex min-h-11 items-center underline"
      >
        {hasMore
          ? "Show the original, with attachments that did not fit"
          : "Show the original text"}
      </Link>
    </div>
  );
}
