import { createReadStream } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { basename } from "node:path";
import type { Readable } from "node:stream";
import { db } from "@/db/client";
import { readClock } from "@/db/clock";
import { readEnvFile } from "@/lib/env";
import { sizeName } from "@/lib/files";
import { closeQueue } from "@/queue/boss";
import { BackupProblem, diskProblem } from "@/store/backups/problem";
import { backupTarget } from "@/store/backups/target";
import { rowsOf } from "@/workflows/back-up/format";
import { restoreBackup } from "@/workflows/restore-backup/commands";

/** `npm run restore -- <file>`: a file, or the name of a backup in BACKUP_DIR or BACKUP_BUCKET. */
const say = (line: string) => process.stdout.write(`${line}\n`);

async function openBackup(path: string): Promise<Readable> {
  const file = await open(path, "r").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw diskProblem(error, path) ?? error;
  });
  if (file) return streamOf(file, path);
  const found = await backupTarget()?.read(basename(path));
  if (!found) throw new BackupProblem(`There is no backup called ${path}.`);
  return found;
}

async function streamOf(file: FileHandle, path: string): Promise<Readable> {
  const isFile = (await file.stat()).isFile();
  await file.close();
  if (!isFile) throw new BackupProblem(`${path} is not a file: name the backup in it.`);
  return createReadStream(path);
}

async function restore(path: string | undefined): Promise<void> {
  if (!path)
    throw new BackupProblem("Which one? npm run restore -- /mnt/backups/uptomark-….backup");
  const { madeAt, version, manifest, unfinished } = await restoreBackup(() => openBackup(path));
  const { files } = manifest;
  say(`Restored the backup of ${madeAt.toISOString()}, made by Uptomark ${version}:`);
  say(`${String(rowsOf(manifest)).padStart(8)} rows, as many and the same as in the backup`);
  say(`${String(files.count).padStart(8)} files, ${sizeName(files.bytes)}, the same by checksum`);
  if (files.missing > 0)
    say(`${String(files.missing).padStart(8)} files were missing when it was made`);
  say("The outbox is closed: nothing but sign-in emails is sent until you open it. First start");
  say("Uptomark and look; then: npm run emails -- release");
  if (unfinished > 0)
    throw new BackupProblem(
      `Erasures that are not finished: ${unfinished}. Run npm run erasures -- replay, which says why.`,
    );
}

readEnvFile();
try {
  await readClock();
  await restore(process.argv[2]);
} catch (error) {
  if (!(error instanceof BackupProblem)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
} finally {
  await closeQueue();
  await db().$disconnect();
}
