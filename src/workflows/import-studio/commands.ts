import { randomBytes } from "node:crypto";
import type { Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import { lock } from "@/db/locks";
import { newIds, type NewIds } from "@/db/portable/ids";
import { isEmptyStudio, isUnfit, namesOf, readShapes, writeRows } from "@/db/portable/rows";
import type { Shape } from "@/db/portable/tables";
import { byFreelancer, record } from "@/features/history/commands";
import { makeDue } from "@/features/studio/due/commands";
import { say } from "@/language/say";
import { Refusal } from "@/lib/errors";
import { Archive, damaged } from "./archive";
import { dropFiles, storeFiles, type StoredFiles } from "./files";
import { rowOf } from "./rows";
import { arrived, type Row, type Waited } from "./rules";

/** As long as the rows of a whole studio may take to be written. */
const LONGEST_MS = 1_800_000;
/** As many rows as are written at once. */
const ROWS = 500;

/** A studio that has something in it takes no other one. */
export const notEmpty = () => new Refusal("not-allowed", say("importStudio.notEmpty"));
const newer = () => new Refusal("not-allowed", say("importStudio.newer"));

export type MovedIn = {
  rows: number;
  files: number;
  /** Files that the install it came from had lost. */ missing: number;
  /** Whether the wall's address is another studio's here. */ isWallTaken: boolean;
  waited: Waited;
};

/**
 * Reads an export at `path` into the freelancer's empty studio, whole or not at all. Everything is checked against its
 * checksum before anything is written. Rows get new ids and links. What was waiting to be sent is not sent from here
 * (see `arrived`). Refuses a studio that has anything in it, and an export that is damaged or newer than this install.
 */
export async function moveIn(scope: Scope, path: string, now: Date): Promise<MovedIn> {
  const archive = await Archive.open(path);
  try {
    const shapes = await inTransaction((tx) => checkFit(tx, scope, archive));
    await archive.verify();
    const ids = newIds(randomBytes(32), {
      before: archive.manifest.studio.id,
      now: scope.freelancerId,
    });
    const stored = await storeFiles(scope, archive, ids);
    try {
      return await inTransaction(
        (tx) => writeAll(tx, scope, { archive, shapes, ids, stored }, now),
        LONGEST_MS,
      );
    } catch (error) {
      await dropFiles(stored);
      throw isUnfit(error) ? damaged("tables") : error;
    }
  } finally {
    archive.close();
  }
}

/** Throws where this studio or this install cannot take the archive. Returns the tables as they are here. */
async function checkFit(tx: Tx, { freelancerId }: Scope, { manifest }: Archive): Promise<Shape[]> {
  if (!(await isEmptyStudio(tx, freelancerId))) throw notEmpty();
  const { shapes, schema } = await readShapes(tx);
  const tables = new Set<string>(shapes.map(({ table }) => table));
  if (manifest.schema > schema || Object.keys(manifest.tables).some((name) => !tables.has(name)))
    throw newer();
  return shapes;
}

type Whole = { archive: Archive; shapes: Shape[]; ids: NewIds; stored: StoredFiles };

async function writeAll(tx: Tx, scope: Scope, whole: Whole, now: Date): Promise<MovedIn> {
  await lock(tx, scope, { studio: true });
  // Asked again now that nobody else can write: two imports may have come at once.
  if (!(await isEmptyStudio(tx, scope.freelancerId))) throw notEmpty();
  const waited: Waited = { emails: 0, followUps: 0, messages: 0 };
  let rows = 0;
  let walls = 0;
  for (const shape of whole.shapes) {
    const written = await writeTable(tx, scope, shape, whole, now, waited);
    if (shape.table === "Wall") walls = written;
    rows += written;
  }
  // What came in may be older than it is kept.
  await makeDue(tx, scope, "FORGET", now);
  const files = whole.stored.keys.length;
  await record(tx, {
    ...byFreelancer(scope),
    kind: "studio.movedIn",
    at: now,
    data: { rows, files },
  });
  const { missing, tables } = whole.archive.manifest;
  const isWallTaken = walls < (tables.Wall?.rows ?? 0);
  return { rows, files, missing: missing.length, isWallTaken, waited };
}

async function writeTable(
  tx: Tx,
  { freelancerId }: Scope,
  shape: Shape,
  { archive, ids, stored }: Whole,
  now: Date,
  waited: Waited,
): Promise<number> {
  const names = new Set(namesOf(shape));
  const at = now.toISOString();
  let batch: Row[] = [];
  let written = 0;
  for await (const row of archive.rows(shape.table)) {
    if (Object.keys(row).some((name) => !names.has(name))) throw newer();
    const moved = arrived(shape.table, row, at, waited);
    batch.push({ ...rowOf(shape, moved, ids), ...stored.of(shape.table, row) });
    if (batch.length < ROWS) continue;
    written += await writeRows(tx, freelancerId, shape.table, batch);
    batch = [];
  }
  return written + (await writeRows(tx, freelancerId, shape.table, batch));
}
