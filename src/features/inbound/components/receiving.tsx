import { studioLocale } from "@/auth/session";
import { CopyField } from "@/ui/copy-field";

/** Where answers come to, and the address that belongs to this studio alone. */
export async function Receiving({ address }: { address: string | null }) {
  const { t } = await studioLocale();
  if (!address) return <p className="max-w-prose text-muted">{t("inbound.receiving.own")}</p>;
  return (
    <div className="grid gap-4">
      <p className="max-w-prose text-muted">{t("inbound.receiving.text")}</p>
      <CopyField label={t("inbound.receiving.address")} value={address} />
    </div>
  );
}
