import type { Readable } from "node:stream";
import { databaseNow } from "@/db/clock";
import { inTurn } from "@/db/turns";
import { Rebuild } from "@/db/whole/rebuild";
import { closeOutbox } from "@/features/emails/quarantine/commands";
import { BackupProblem } from "@/store/backups/problem";
import type { Manifest } from "@/workflows/back-up/format";
import { replayErasures } from "@/workflows/erase-client/replay/commands";
import { readBackup } from "./reader";
import { RestoredFiles } from "./restored-files";

export type Restored = {
  madeAt: Date;
  version: string;
  manifest: Manifest;
  /** How many erasures the list has that could not be done again. */
  unfinished: number;
};

/**
 * Restores a backup into this install, which must be empty: all of it, compared with what was written, or nothing. The
 * outbox is closed, and what was erased since is erased again. Throws BackupProblem where it cannot be done.
 */
export async function restoreBackup(open: () => Promise<Readable>): Promise<Restored> {
  const turn = await inTurn("restore", () => restore(open));
  if (!turn) throw new BackupProblem("Another restore is under way. Wait until it has ended.");
  return turn.done;
}

async function restore(open: () => Promise<Readable>): Promise<Restored> {
  const rebuild = await Rebuild.begin();
  const files = new RestoredFiles();
  try {
    if (!(await rebuild.isEmpty()))
      throw new BackupProblem(
        "This install is not empty. A backup is restored into a new one: name an empty database in " +
          "DATABASE_URL, or another folder in DATA_DIR.",
      );
    // Those of a restore that was killed.
    await files.remove();
    const { begin, manifest } = await readBackup(await open(), rebuild, files);
    const why = `Restored from the backup of ${begin.madeAt}`;
    await rebuild.finish(begin.isUnaccented, why);
    await rebuild.commit();
    await files.forget();
    await closeOutbox(why, databaseNow());
    const unfinished = await replayErasures();
    return { madeAt: new Date(begin.madeAt), version: begin.version, manifest, unfinished };
  } catch (error) {
    if (!rebuild.isDone) await files.remove();
    throw error;
  } finally {
    await rebuild.close();
  }
}
