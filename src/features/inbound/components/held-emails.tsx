import type { HeldRow } from "@/features/inbound/queries";
import { heldWords } from "@/features/inbound/rules";
import { Link } from "@/ui/link";
import { Section } from "@/ui/page";
import { When } from "@/features/studio/components/when";

/** The emails that came in and are in no thread yet: from whom, about what, and why. */
export function HeldEmails({ emails, zone, now }: { emails: HeldRow[]; zone: string; now: Date }) {
  if (emails.length === 0) return null;
  return (
    <div className="mb-10">
      <Section id="received" title="Received, in no thread yet">
        <ul className="divide-y divide-hairline">
          {emails.map((email) => (
            <li key={email.id} className="relative py-3 hover:bg-sheet">
              <div className="grid gap-x-6 sm:grid-cols-[10rem_1fr]">
                <span className="truncate text-muted sm:text-ink">{senderOf(email)}</span>
                <span className="min-w-0">
                  <Link
                    href={`/emails/received/${email.id}`}
                    className="font-medium wrap-anywhere after:absolute after:inset-0"
                  >
                    {email.subject || "(no subject)"}
                  </Link>
                  <span className="block text-sm text-muted">
                    <When at={email.receivedAt} zone={zone} now={now} />.{" "}
                    {email.heldFor ? heldWords[email.heldFor] : null}
                  </span>
                </span>
              </div>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}

/** Whom an email says that it is from. */
export function senderOf({ fromName, fromAddress }: Pick<HeldRow, "fromName" | "fromAddress">) {
  return fromName || fromAddress || "No sender";
}
