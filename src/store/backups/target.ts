import type { Readable } from "node:stream";
import { env } from "@/lib/env";
import { s3Account } from "@/store/s3";
import { bucketTarget } from "./bucket";
import { folderTarget } from "./folder";

/** Where backups are kept. Whoever looks there sees whole ones alone, by their names. */
export type Target = {
  /** How a person calls it. */
  place: string;
  /**
   * Writes a backup under its name, whole or not at all, and returns its size. Throws BackupProblem where the place
   * takes none.
   */
  write: (name: string, chunks: AsyncIterable<Uint8Array>) => Promise<number>;
  /** Returns the names of the backups there, the oldest first. */
  list: () => Promise<string[]>;
  /** Returns the bytes of one, or null when there is none of that name. */
  read: (name: string) => Promise<Readable | null>;
  remove: (name: string) => Promise<void>;
  /** Deletes what there is of an attempt that was killed. Nobody may be writing. */
  sweep: () => Promise<void>;
};

/** The place that the environment names; undefined where it names none. */
export function backupTarget(): Target | undefined {
  const { BACKUP_DIR, BACKUP_BUCKET } = env();
  const account = s3Account();
  if (BACKUP_BUCKET && account) return bucketTarget({ ...account, bucket: BACKUP_BUCKET });
  return BACKUP_DIR ? folderTarget(BACKUP_DIR) : undefined;
}
