import { log, plainError } from "./log";

/**
 * Does `work` for each row in turn. One that fails is logged with its id and what could not be done, and holds up no
 * other: the next run tries it again.
 */
export async function oneByOne<Row extends { id: string }>(
  rows: Row[],
  failed: string,
  work: (row: Row) => Promise<void>,
): Promise<void> {
  for (const row of rows) {
    try {
      await work(row);
    } catch (error) {
      log().error({ id: row.id, ...plainError(error) }, `${failed}; the next run tries again`);
    }
  }
}
