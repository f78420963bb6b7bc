import { studioLocale } from "@/auth/session";
import { retold } from "@/language/stored";
import { StatusBadge } from "@/ui/status-badge";
import { When } from "@/features/studio/components/when";

type OutboxStalledProps = {
  stall: { since: Date; closedWhy: string | null } | null;
  zone: string;
  now: Date;
};

/** Says that emails are not being sent, and since when; nothing while they are. */
export async function OutboxStalled({ stall, zone, now }: OutboxStalledProps) {
  const { t } = await studioLocale();
  if (!stall) return null;
  return (
    <p role="status" className="mb-6 border-l-4 border-red bg-sheet px-4 py-3">
      <StatusBadge shape="late">
        {stall.closedWhy ? t("emails.stall.stopped") : t("emails.stall.late")}
      </StatusBadge>{" "}
      {stall.closedWhy
        ? t("emails.stall.closed", { why: retold(t, stall.closedWhy) })
        : t.rich("emails.stall.dueSince", {
            when: () => <When at={stall.since} zone={zone} now={now} />,
          })}
    </p>
  );
}
