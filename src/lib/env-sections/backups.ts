import { z } from "zod";
import {
  absent,
  bucket,
  optional,
  variable,
  whichAre,
  type Problems,
  type Section,
} from "@/lib/env-kinds";

const variables = {
  BACKUP_DIR: variable(optional(z.string()), {
    group:
      "Where npm run backup writes to: a folder, best on another disk, or a bucket of the S3 account " +
      "above, best another one than that of the files. See docs/restore.md.",
    description:
      "The folder that backups are written to, best on another disk. See docs/restore.md.",
    example: "/mnt/backups",
    values: "a folder",
  }),
  BACKUP_BUCKET: variable(optional(bucket), {
    grouped: true,
    description: "Instead: a bucket of the S3 account, best another one than that of the files.",
    example: "uptomark-backups",
    values: "a bucket’s name",
    needs: "the S3 variables; not with BACKUP_DIR",
  }),
  BACKUP_AT: variable(
    optional(
      z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "is not a time of day, like 03:30 (in UTC)"),
    ),
    {
      description: "The time of day, in UTC, at which the worker makes one.",
      example: "03:30",
      ifUnset: "none is made by itself",
      values: "a time like 03:30",
      needs: "BACKUP_DIR or BACKUP_BUCKET",
    },
  ),
  BACKUP_KEEP: variable(z.preprocess(absent, z.coerce.number().int().min(1).max(1000).default(7)), {
    description: "How many are kept.",
    example: "7",
  }),
};

export const backups = { title: "Backups", variables } satisfies Section;

/** What is wrong with them together. */
export function backupProblems(env: {
  BACKUP_DIR?: string;
  BACKUP_BUCKET?: string;
  BACKUP_AT?: string;
  S3_ENDPOINT?: string;
}): Problems {
  const { BACKUP_DIR, BACKUP_BUCKET, BACKUP_AT, S3_ENDPOINT } = env;
  return whichAre([
    [
      Boolean(BACKUP_DIR && BACKUP_BUCKET),
      "BACKUP_DIR",
      "and BACKUP_BUCKET are both set: backups go to one of them, so leave the other away",
    ],
    [
      Boolean(BACKUP_BUCKET && !S3_ENDPOINT),
      "BACKUP_BUCKET",
      "goes together with the S3 variables: it is a bucket of that account",
    ],
    [
      Boolean(BACKUP_AT && !BACKUP_DIR && !BACKUP_BUCKET),
      "BACKUP_AT",
      "goes together with BACKUP_DIR or BACKUP_BUCKET, where backups go to",
    ],
  ]);
}
