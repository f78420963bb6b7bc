import { emailStatusOf, type EmailStatus, type EmailTimes } from "@/features/emails/rules";
import { StatusBadge, type Shape } from "@/ui/status-badge";
import { When } from "@/features/studio/components/when";

const statuses: Record<EmailStatus, { shape: Shape; word: string }> = {
  held: { shape: "waits", word: "Scheduled" },
  queued: { shape: "waits", word: "Sending" },
  trying: { shape: "risk", word: "Retrying" },
  sent: { shape: "done", word: "Sent" },
  delivered: { shape: "done", word: "Delivered" },
  bounced: { shape: "late", word: "Bounced" },
  complained: { shape: "late", word: "Marked as spam" },
  skipped: { shape: "stopped", word: "Skipped" },
  cancelled: { shape: "stopped", word: "Cancelled" },
  "needs review": { shape: "late", word: "Not sent" },
};

type EmailStatusProps = { email: EmailTimes; zone: string; now: Date };

/** What has become of an email, and when. */
export function StatusOfEmail({ email, zone, now }: EmailStatusProps) {
  const status = emailStatusOf(email, now);
  const { shape, word } = statuses[status];
  const at =
    email.complainedAt ??
    email.bouncedAt ??
    email.needsReviewAt ??
    email.sentAt ??
    email.deliveredAt ??
    email.cancelledAt ??
    email.skippedAt ??
    email.sendAt;
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-2 text-sm text-muted">
      <StatusBadge shape={shape}>{word}</StatusBadge>
      <span>
        {status === "held" ? "sends " : ""}
        <When at={at} zone={zone} now={now} />
      </span>
    </span>
  );
}
