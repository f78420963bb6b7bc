import { studioLocale } from "@/auth/session";
import type { countPledges } from "@/features/pledges/queries";

type Counts = Awaited<ReturnType<typeof countPledges>>;

/** What became of all that clients were told they would hear. */
export async function PledgeCounts({ counts }: { counts: Counts }) {
  const { t } = await studioLocale();
  return <p className="mt-2 text-sm text-muted">{t("pledges.counts", counts)}</p>;
}
