import type { EmailTimes } from "@/features/emails/rules";
import { Link } from "@/ui/link";
import { StatusOfEmail } from "./email-status";

type Row = { id: string; subject: string; toName: string } & EmailTimes;

/** Emails as a mail program lists them: to whom, about what, and what has become of each. */
export function EmailRows({
  emails,
  narrow = false,
  zone,
  now,
}: {
  emails: Row[];
  narrow?: boolean;
  zone: string;
  now: Date;
}) {
  return (
    <ul className="divide-y divide-hairline">
      {emails.map((email) => (
        <li key={email.id} className="relative py-3 hover:bg-sheet">
          <div className={narrow ? "grid" : "grid gap-x-6 sm:grid-cols-[10rem_1fr]"}>
            <span className={`truncate text-muted ${narrow ? "text-sm" : "sm:text-ink"}`}>
              {email.toName}
            </span>
            <span className="min-w-0">
              <Link
                href={`/emails/${email.id}`}
                className="font-medium wrap-anywhere after:absolute after:inset-0"
              >
                {email.subject}
              </Link>
              <span className="block">
                <StatusOfEmail email={email} zone={zone} now={now} />
              </span>
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}
