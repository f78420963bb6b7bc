import { db } from "@/db/client";

/** Notes that a backup begins, made of the database at `now`. Returns when one began that never ended, if so. */
export async function noteBegun(now: Date): Promise<Date | null> {
  const before = await db().backupState.findUnique({
    where: { id: 1 },
    select: { startedAt: true, madeAt: true, failedAt: true },
  });
  await db().backupState.upsert({
    where: { id: 1 },
    create: { id: 1, startedAt: now },
    update: { startedAt: now },
  });
  if (!before) return null;
  const { startedAt, madeAt, failedAt } = before;
  const ended = [madeAt, failedAt].some((at) => at && at >= startedAt);
  return ended ? null : startedAt;
}

/** Notes that the backup of an instant is whole. */
export async function noteMade(madeAt: Date, name: string, bytes: number): Promise<void> {
  await db().backupState.update({
    where: { id: 1 },
    data: { madeAt, name, bytes, failedAt: null, why: null },
  });
}

/** Notes that a backup failed, and why, in one sentence. */
export async function noteFailed(failedAt: Date, why: string): Promise<void> {
  await db().backupState.update({ where: { id: 1 }, data: { failedAt, why } });
}
