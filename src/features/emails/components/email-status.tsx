import { studioLocale } from "@/auth/session";
import { emailStatusOf, type EmailStatus, type EmailTimes } from "@/features/emails/rules";
import { StatusBadge, type Shape } from "@/ui/status-badge";
import { When } from "@/features/studio/components/when";

const shapes: Record<EmailStatus, Shape> = {
  held: "waits",
  queued: "waits",
  trying: "risk",
  sent: "done",
  delivered: "done",
  bounced: "late",
  complained: "late",
  skipped: "stopped",
  cancelled: "stopped",
  "needs review": "late",
};

type EmailStatusProps = { email: EmailTimes; zone: string; now: Date };

/** What has become of an email, and when. */
export async function StatusOfEmail({ email, zone, now }: EmailStatusProps) {
  const { t } = await studioLocale();
  const status = emailStatusOf(email, now);
  const at =
    email.complainedAt ??
    email.bouncedAt ??
    email.needsReviewAt ??
    email.sentAt ??
    email.deliveredAt ??
    email.cancelledAt ??
    email.skippedAt ??
    email.sendAt;
  const when = <When at={at} zone={zone} now={now} />;
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-2 text-sm text-muted">
      <StatusBadge shape={shapes[status]}>
        {t(`emails.status.${status === "needs review" ? "review" : status}`)}
      </StatusBadge>
      <span>{status === "held" ? t.rich("emails.sends", { when: () => when }) : when}</span>
    </span>
  );
}
