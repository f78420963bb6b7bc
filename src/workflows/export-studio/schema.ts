import { z } from "zod";

/** The version of the archive's layout. An import reads this one and those before it. */
export const FORMAT = 1;

const entry = {
  path: z.string().max(400),
  bytes: z.number().int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
};
const listed = z.object({ id: z.uuid(), ...entry });
export type Listed = z.infer<typeof listed>;

/** What the archive says of itself, as its last file. */
export const manifest = z.object({
  product: z.literal("Uptomark"),
  format: z.number().int().min(1),
  exportedAt: z.iso.datetime(),
  /** The last migration of the database it was read from. */
  schema: z.string().max(200),
  studio: z.object({ id: z.uuid(), name: z.string().max(200) }),
  notIncluded: z.array(z.string().max(400)).max(400),
  tables: z.record(z.string().max(63), z.object({ ...entry, rows: z.number().int().min(0) })),
  emails: z.array(listed).max(5_000_000),
  files: z.array(listed).max(5_000_000),
  received: z.array(listed).max(5_000_000),
  missing: z
    .array(z.object({ id: z.uuid(), name: z.string().max(1000), why: z.string().max(200) }))
    .max(5_000_000),
});
export type Manifest = z.infer<typeof manifest>;
