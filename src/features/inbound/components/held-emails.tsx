import { studioLocale } from "@/auth/session";
import type { HeldRow } from "@/features/inbound/queries";
import { MOST_LATELY } from "@/features/inbound/rules";
import { Link } from "@/ui/link";
import { Section } from "@/ui/page";
import { When } from "@/features/studio/components/when";

/** The emails that came in and are in no thread yet: from whom, about what, and why. */
export async function HeldEmails({
  emails,
  zone,
  now,
}: {
  emails: HeldRow[];
  zone: string;
  now: Date;
}) {
  const { t } = await studioLocale();
  if (emails.length === 0) return null;
  return (
    <div className="mb-10">
      <Section id="received" title={t("inbound.received")}>
        <ul className="divide-y divide-hairline">
          {emails.map((email) => (
            <li key={email.id} className="relative py-3 hover:bg-sheet">
              <div className="grid gap-x-6 sm:grid-cols-[10rem_1fr]">
                <span className="truncate text-muted sm:text-ink">
                  {email.fromName || email.fromAddress || t("inbound.noSender")}
                </span>
                <span className="min-w-0">
                  <Link
                    href={`/emails/received/${email.id}`}
                    className="font-medium wrap-anywhere after:absolute after:inset-0"
                  >
                    {email.subject || t("inbound.noSubject")}
                  </Link>
                  <span className="block text-sm text-muted">
                    <When at={email.receivedAt} zone={zone} now={now} />.{" "}
                    {email.heldFor
                      ? t(`inbound.held.${email.heldFor}`, { most: MOST_LATELY })
                      : null}
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
