type Row<First extends string> = { [name in First]: Date | null } & { createdAt: Date; id: string };

/**
 * Returns what comes after a row in a list that has those without `first` on top, then the latest
 * `first`, then the newest. It finds a page by value, so a deep one costs as much as the first.
 */
export function after<First extends string>(first: First, row: Row<First>) {
  const { createdAt, id } = row;
  const at: Date | null = row[first];
  const own = [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }];
  const level = own.map((one) => ({ ...one, [first]: at }));
  return { OR: [...level, { [first]: at ? { lt: at } : { not: null } }] };
}
