import { studioLocale } from "@/auth/session";
import type { Backups } from "@/features/backups/queries";
import { When } from "@/features/studio/components/when";

type LastBackupProps = { backups: Backups | null; zone: string; now: Date };

/** Says when the install was last backed up, and whether that is too long ago; nothing where nobody asked for it. */
export async function LastBackup({ backups, zone, now }: LastBackupProps) {
  if (!backups) return null;
  const { t } = await studioLocale();
  const { madeAt, failedAt, isTooOld } = backups;
  const when = (at: Date) => () => <When at={at} zone={zone} now={now} />;
  return (
    <p className={`mt-6 text-sm ${isTooOld ? "text-red" : "text-muted"}`}>
      {madeAt
        ? t.rich(isTooOld ? "backups.tooOld" : "backups.last", { when: when(madeAt) })
        : t("backups.none")}
      {failedAt && <> {t.rich("backups.failed", { when: when(failedAt) })}</>}
    </p>
  );
}
