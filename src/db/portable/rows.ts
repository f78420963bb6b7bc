import { Prisma, type Tx } from "@/db/client";
import {
  movedOf,
  schemaSql,
  shapeSql,
  shapesOf,
  TABLES,
  type Shape,
  type TableName,
} from "./tables";

type Row = Record<string, unknown>;

/** Returns the tables that move, as they are in this database, and its last migration. */
export async function readShapes(tx: Tx): Promise<{ shapes: Shape[]; schema: string }> {
  const rows = await tx.$queryRawUnsafe<Parameters<typeof shapesOf>[0]>(shapeSql);
  const [{ schema } = { schema: "" }] = await tx.$queryRawUnsafe<{ schema: string }[]>(schemaSql);
  return { shapes: shapesOf(rows), schema };
}

/** What every studio has from its first day. */
const OF_EACH: TableName[] = ["Studio", "HistoryEntry", "ColumnMatch"];

/** Whether a freelancer's studio has nothing in it but itself. */
export async function isEmptyStudio(tx: Tx, freelancerId: string): Promise<boolean> {
  const tables = TABLES.filter((table) => !OF_EACH.includes(table));
  const any = tables.map(
    (table) => `EXISTS (SELECT 1 FROM "${table}" WHERE "freelancerId" = $1::uuid)`,
  );
  const [row] = await tx.$queryRawUnsafe<{ any: boolean }[]>(
    `SELECT ${any.join(" OR ")} AS "any"`,
    freelancerId,
  );
  return !row!.any;
}

/** Every name that a row of the archive may have a value under. */
export function namesOf({ table, columns }: Shape): string[] {
  const { sealed = {} } = movedOf(table);
  return columns.map(({ name }) => sealed[name]?.as ?? name);
}

/**
 * Writes rows of one freelancer's, all with the same columns, past the rooms: only the import of a whole studio does
 * (docs/decisions/037). The studio itself is there already, and takes the values on. A wall whose address another
 * studio has is not written. Returns how many were.
 */
export async function writeRows(
  tx: Tx,
  freelancerId: string,
  table: TableName,
  rows: Row[],
): Promise<number> {
  const [first] = rows;
  if (!first) return 0;
  const names = Object.keys(first).map((name) => `"${name.replaceAll('"', '""')}"`);
  const given = `json_populate_recordset(NULL::"${table}", $2::json) one`;
  const values = names.map((name) => `one.${name}`).join(", ");
  const sql =
    table === "Studio"
      ? `UPDATE "Studio" SET (${names.join(", ")}) = ROW(${values}) FROM ${given}
          WHERE "Studio"."freelancerId" = $1::uuid`
      : `INSERT INTO "${table}" ("freelancerId", ${names.join(", ")})
          SELECT $1::uuid, ${values} FROM ${given}
          ${table === "Wall" ? "ON CONFLICT DO NOTHING" : ""}`;
  return tx.$executeRawUnsafe(sql, freelancerId, JSON.stringify(rows));
}

/** Whether an error says that rows do not fit the database: a wrong value, a missing parent, a second of one. */
export function isUnfit(error: unknown): boolean {
  const { meta } = error as { meta?: { code?: unknown; driverAdapterError?: { cause?: unknown } } };
  const cause = (meta?.driverAdapterError?.cause ?? {}) as { originalCode?: unknown };
  const state = cause.originalCode ?? meta?.code;
  return (
    error instanceof Prisma.PrismaClientKnownRequestError &&
    typeof state === "string" &&
    /^2[23]/.test(state)
  );
}
