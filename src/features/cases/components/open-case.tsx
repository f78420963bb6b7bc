import { studioLocale } from "@/auth/session";
import { Link } from "@/ui/link";
import { StatusBadge } from "@/ui/status-badge";

/** That a case is open with a client, what it mutes, and the way there. */
export async function OpenCase({ one }: { one: { id: string; firstRespondedAt: Date | null } }) {
  const { t } = await studioLocale();
  return (
    <p className="max-w-[68ch]">
      <StatusBadge shape={one.firstRespondedAt ? "waits" : "late"}>
        {t("cases.openNow.badge")}
      </StatusBadge>{" "}
      {t("cases.openNow.muted")}{" "}
      <Link href={`/cases/${one.id}`} className="inline-block min-h-6 underline underline-offset-4">
        {t("cases.openNow.link")}
      </Link>
    </p>
  );
}
