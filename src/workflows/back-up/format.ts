import { z } from "zod";

/** Raised when an older program could not read what is written. */
export const FORMAT = 1;

/** What an archive begins with: all that has to be known before the first row. */
export const begin = z.object({
  format: z.number().int(),
  version: z.string().max(100),
  /** The last migration of the database. */
  migration: z.string().max(200),
  madeAt: z.iso.datetime(),
  /** Whether search wrote words without accents; null where it could not search yet. */
  isUnaccented: z.boolean().nullable(),
  tables: z
    .array(
      z.object({
        name: z.string().max(63),
        columns: z.array(z.string().max(63)).max(1600),
        key: z.array(z.string().max(200)).max(32),
      }),
    )
    .max(1000),
});
export type Begin = z.infer<typeof begin>;

/** What an archive ends with: what must be there once it is restored. */
export const manifest = z.object({
  tables: z.record(z.string().max(63), z.object({ rows: z.number(), sha256: z.string().max(64) })),
  files: z.object({
    count: z.number(),
    bytes: z.number(),
    /** Over a line of each file: its key, its size and its own digest. */
    sha256: z.string().max(64),
    /** Of how many rows the store had no bytes. */
    missing: z.number(),
  }),
});
export type Manifest = z.infer<typeof manifest>;

export const rowsOf = ({ tables }: Manifest) =>
  Object.values(tables).reduce((sum, { rows }) => sum + rows, 0);
