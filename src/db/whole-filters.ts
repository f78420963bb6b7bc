/** What of a call's arguments decides which rows it reads or changes. */
const FILTERS = ["where", "cursor"] as const;

/**
 * Throws when a filter holds an undefined value anywhere. Prisma takes one for no condition at all, so that a missing
 * id would read or change everybody's rows: such a bug throws here. What is left out on purpose is not there.
 */
export function refuseUndefinedFilters(args: unknown): void {
  if (typeof args !== "object" || args === null) return;
  for (const name of FILTERS) {
    const path = findUndefined(Reflect.get(args, name), name);
    if (path) throw new Error(`A filter is undefined: ${path}.`);
  }
}

/** Where in a filter an undefined value is, or null. */
function findUndefined(value: unknown, path: string): string | null {
  if (typeof value !== "object" || value === null || value instanceof Date) return null;
  if (ArrayBuffer.isView(value)) return null;
  for (const [key, inner] of Object.entries(value)) {
    const here = `${path}.${key}`;
    const found = inner === undefined ? here : findUndefined(inner, here);
    if (found) return found;
  }
  return null;
}
