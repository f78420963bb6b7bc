import { createHash } from "node:crypto";
import { appendFile, mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { env } from "@/lib/env";
import { BackupProblem, diskProblem } from "@/store/backups/problem";
import { digestStored, store, storeAgain } from "@/store/store";
import type { Manifest } from "@/workflows/back-up/format";

/**
 * The files of a restore under way. Their keys are written to a list first, so that one that was killed leaves nothing
 * that cannot be found.
 */
export class RestoredFiles {
  private readonly all = createHash("sha256");
  private count = 0;
  private bytes = 0;
  private readonly list = join(env().FILES_DIR, "restoring.txt");

  /** Stores a file and reads it back. */
  async add(key: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
    try {
      await mkdir(env().FILES_DIR, { recursive: true, mode: 0o700 });
      await appendFile(this.list, `${key}\n`, { mode: 0o600 });
      const written = await storeAgain(key, chunks);
      const found = await digestStored(key);
      if (found?.digest !== written.digest)
        throw new BackupProblem("The file store does not give back what was stored in it.");
      this.all.update(`${key} ${found.bytes} ${found.digest}\n`);
      this.count += 1;
      this.bytes += found.bytes;
    } catch (error) {
      throw diskProblem(error, `The folder for files, ${env().FILES_DIR},`) ?? error;
    }
  }

  /** Throws where the files are not those that were written. */
  compare({ count, bytes, sha256 }: Manifest["files"]): void {
    if (this.count !== count || this.bytes !== bytes || this.all.digest("hex") !== sha256)
      throw new BackupProblem(
        `The files are not those of the backup: ${this.count} were restored, of ${count}.`,
      );
  }

  /** Deletes what was stored, also by a restore before this one that was killed. */
  async remove(): Promise<void> {
    const keys = await readFile(this.list, "utf8").catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return "";
      throw error;
    });
    // Its last line may have been cut off with its process, before anything was stored.
    for (const key of keys.split("\n").slice(0, -1)) await store().remove(key);
    await this.forget();
  }

  /** They stay. */
  forget(): Promise<void> {
    return rm(this.list, { force: true });
  }
}
