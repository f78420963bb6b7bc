import { databaseNow } from "@/db/clock";
import { inTurn } from "@/db/turns";
import { WholeSnapshot } from "@/db/whole/snapshot";
import { noteBegun, noteFailed, noteMade } from "@/features/backups/commands";
import { readBackups } from "@/features/backups/queries";
import { isDue } from "@/features/backups/rules";
import { env } from "@/lib/env";
import { log, plainError } from "@/lib/log";
import { backupName } from "@/store/backups/name";
import { BackupProblem } from "@/store/backups/problem";
import { backupTarget, type Target } from "@/store/backups/target";
import { makeArchive } from "./archive";
import type { Manifest } from "./format";

export type Made = {
  name: string;
  bytes: number;
  manifest: Manifest;
  /** When one began that was killed; what there was of it is deleted. */
  brokenOffAt: Date | null;
};

/**
 * Makes a backup of the whole install, one at a time: null where one is being made already. It appears at the target
 * whole or not at all; those before it stay. Throws BackupProblem where it cannot be made, which is noted.
 */
export async function makeBackup(
  target: Target,
  stopped: () => boolean = () => false,
): Promise<Made | null> {
  const turn = await inTurn("backup", async () => {
    const madeAt = databaseNow();
    const brokenOffAt = await noteBegun(madeAt);
    try {
      await target.sweep();
      const made = await write(target, madeAt, stopped);
      await noteMade(madeAt, made.name, made.bytes);
      return { ...made, brokenOffAt };
    } catch (error) {
      await noteWhy(error);
      throw error;
    }
  });
  return turn && turn.done;
}

async function write(target: Target, madeAt: Date, stopped: () => boolean) {
  const name = backupName(madeAt);
  const checkStopped = () => {
    if (stopped()) throw new BackupProblem("The backup was broken off, because its process ends.");
  };
  const snapshot = await WholeSnapshot.open();
  try {
    const { chunks, manifest } = makeArchive(snapshot, madeAt, checkStopped);
    return { name, bytes: await target.write(name, chunks), manifest };
  } finally {
    await snapshot.close();
  }
}

async function noteWhy(error: unknown): Promise<void> {
  const why =
    error instanceof BackupProblem ? error.message : "It ended with an error that the log tells.";
  await noteFailed(databaseNow(), why).catch((failed: unknown) =>
    log().warn(plainError(failed), "that a backup failed could not be noted"),
  );
}

/** Deletes the oldest backups but as many as are kept. Returns how many were deleted. */
export async function dropOldBackups(target: Target): Promise<number> {
  const names = await target.list();
  const old = names.slice(0, -env().BACKUP_KEEP);
  for (const name of old) await target.remove(name);
  return old.length;
}

/** Makes the backup that is due by BACKUP_AT, if one is, and deletes the oldest. */
export async function backUpWhenDue(now: Date, stopped: () => boolean): Promise<void> {
  const { BACKUP_AT } = env();
  const target = backupTarget();
  const existing = await readBackups(now);
  if (!BACKUP_AT || !target || !existing || !isDue(BACKUP_AT, existing, now)) return;
  try {
    const made = await makeBackup(target, stopped);
    if (!made) return;
    const dropped = await dropOldBackups(target);
    log().info({ name: made.name, bytes: made.bytes, dropped }, "a backup was made");
  } catch (error) {
    if (!(error instanceof BackupProblem)) throw error;
    log().error({ why: error.message }, "there is no new backup");
  }
}
