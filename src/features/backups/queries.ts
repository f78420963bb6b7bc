import { db } from "@/db/client";
import { env } from "@/lib/env";
import { isTooOld } from "./rules";

/** Returns when the last backup was made and when one failed since; null where nobody asked for backups. */
export async function readBackups(now: Date) {
  const { BACKUP_AT, BACKUP_DIR, BACKUP_BUCKET } = env();
  if (!BACKUP_DIR && !BACKUP_BUCKET) return null;
  const state = await db().backupState.findUnique({
    where: { id: 1 },
    select: { madeAt: true, failedAt: true, why: true },
  });
  const madeAt = state?.madeAt ?? null;
  return {
    madeAt,
    failedAt: state?.failedAt ?? null,
    why: state?.why ?? null,
    isTooOld: isTooOld(madeAt, now, BACKUP_AT !== undefined),
  };
}

export type Backups = NonNullable<Awaited<ReturnType<typeof readBackups>>>;
