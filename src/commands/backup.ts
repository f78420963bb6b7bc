import { db } from "@/db/client";
import { readClock } from "@/db/clock";
import { readEnvFile } from "@/lib/env";
import { sizeName } from "@/lib/files";
import { folderTarget } from "@/store/backups/folder";
import { BackupProblem } from "@/store/backups/problem";
import { backupTarget } from "@/store/backups/target";
import { dropOldBackups, makeBackup } from "@/workflows/back-up/commands";
import { rowsOf } from "@/workflows/back-up/format";

/**
 * `npm run backup` writes one encrypted file of everything to BACKUP_DIR or BACKUP_BUCKET and deletes the oldest but
 * BACKUP_KEEP; `npm run backup -- <folder>` writes one there, and deletes none.
 */
const say = (line: string) => process.stdout.write(`${line}\n`);

async function backUp(folder: string | undefined): Promise<void> {
  const target = folder ? folderTarget(folder) : backupTarget();
  if (!target)
    throw new BackupProblem(
      "Where to? Name a folder (npm run backup -- /mnt/backups), or set BACKUP_DIR or BACKUP_BUCKET.",
    );
  const made = await makeBackup(target);
  if (!made) throw new BackupProblem("Another backup is being made. Wait until it has ended.");
  const { name, bytes, manifest, brokenOffAt } = made;
  if (brokenOffAt)
    say(
      `The backup that began at ${brokenOffAt.toISOString()} was broken off; what there was of it is deleted.`,
    );
  const { files } = manifest;
  say(`Saved ${name} (${sizeName(bytes)}) in ${target.place}:`);
  say(`${String(rowsOf(manifest)).padStart(8)} rows`);
  say(`${String(files.count).padStart(8)} files, ${sizeName(files.bytes)}`);
  if (files.missing > 0) say(`${String(files.missing).padStart(8)} files the store does not have`);
  const dropped = folder ? 0 : await dropOldBackups(target);
  if (dropped > 0) say(`${String(dropped).padStart(8)} older backups deleted`);
  say("It can only be read with this install's APP_SECRET: keep that in another place.");
}

readEnvFile();
try {
  await readClock();
  await backUp(process.argv[2]);
} catch (error) {
  if (!(error instanceof BackupProblem)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
} finally {
  await db().$disconnect();
}
