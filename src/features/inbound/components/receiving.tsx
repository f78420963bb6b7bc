import { studioLocale } from "@/auth/session";
import { When } from "@/features/studio/components/when";
import { retold } from "@/language/stored";
import { CopyField } from "@/ui/copy-field";
import { StatusBadge } from "@/ui/status-badge";

type ReceivingProps = {
  address: string | null;
  /** Whether the freelancer has a mailbox of their own, which is told below. */
  hasOwn: boolean;
  /** Since when the mailbox cannot be read, and what its server said. */
  trouble: { since: Date; why: string } | null;
  zone: string;
  now: Date;
};

/** Where answers come to, and the address that belongs to this studio alone. */
export async function Receiving({ address, hasOwn, trouble, zone, now }: ReceivingProps) {
  const { t } = await studioLocale();
  if (!address)
    return hasOwn ? null : <p className="max-w-prose text-muted">{t("inbound.receiving.own")}</p>;
  return (
    <div className="grid gap-4">
      {trouble ? <Unread trouble={trouble} zone={zone} now={now} /> : null}
      <p className="max-w-prose text-muted">{t("inbound.receiving.text")}</p>
      <CopyField label={t("inbound.receiving.address")} value={address} />
    </div>
  );
}

type UnreadProps = { trouble: { since: Date; why: string }; zone: string; now: Date };

/** Since when a mailbox cannot be read, and why. */
export async function Unread({ trouble, zone, now }: UnreadProps) {
  const { t } = await studioLocale();
  return (
    <div role="alert" className="max-w-prose border-l-2 border-red pl-4">
      <StatusBadge shape="late">{t("inbound.receiving.trouble")}</StatusBadge>
      <p className="wrap-anywhere">{retold(t, trouble.why)}</p>
      <p className="text-sm text-muted">
        {t.rich("inbound.receiving.since", {
          when: () => <When at={trouble.since} zone={zone} now={now} />,
        })}
      </p>
    </div>
  );
}
