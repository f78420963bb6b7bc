/**
 * Returns as many rows as a page shows, and the last one's id where there are more: the next page
 * begins after it. The rows were read with one too many, so that nobody counts the rest.
 */
export function pageOf<Row extends { id: string }>(
  rows: Row[],
  most: number,
): { rows: Row[]; more: string | null } {
  const shown = rows.slice(0, most);
  return { rows: shown, more: rows.length > most ? shown.at(-1)!.id : null };
}
