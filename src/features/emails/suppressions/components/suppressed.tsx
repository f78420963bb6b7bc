import { studioLocale } from "@/auth/session";
import { tryAddressAgain } from "@/features/emails/suppressions/actions";
import type { SuppressionFacts } from "@/features/emails/suppressions/queries";
import { ActionButton } from "@/ui/action-button";
import { StatusBadge } from "@/ui/status-badge";
import { When } from "@/features/studio/components/when";

type SuppressedProps = { suppression: SuppressionFacts; address: string; zone: string; now: Date };

/**
 * Says of an address that nothing is sent to it any more, since when and why; a bounce can be tried
 * again once it is fixed.
 */
export async function Suppressed({
  suppression: { id, cause, detail, suppressedAt },
  address,
  zone,
  now,
}: SuppressedProps) {
  const { t } = await studioLocale();
  return (
    <div className="grid max-w-prose gap-2 border-l-2 border-red pl-4">
      <p>
        <StatusBadge shape="late">
          {cause === "COMPLAINED" ? t("emails.status.complained") : t("emails.status.bounced")}
        </StatusBadge>{" "}
        <span className="text-sm text-muted">
          <When at={suppressedAt} zone={zone} now={now} />
        </span>
      </p>
      <p className="wrap-anywhere">
        {t(cause === "COMPLAINED" ? "emails.suppressed.spam" : "emails.suppressed.bounced")}
        {detail ? ` ${t("emails.suppressed.said", { detail })}` : ""}
      </p>
      {cause === "BOUNCED" ? (
        <>
          <p className="text-sm text-muted">{t("emails.suppressed.cure")}</p>
          <ActionButton action={tryAddressAgain} hidden={{ suppressionId: id }} about={address}>
            {t("emails.suppressed.again")}
          </ActionButton>
        </>
      ) : null}
    </div>
  );
}
