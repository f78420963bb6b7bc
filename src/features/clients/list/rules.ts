/** As much as is looked for in a name. */
export const MOST_TYPED = 120;

/** Which clients: by a part of a name, those with open projects alone. */
export type Wanted = { find: string; isOpen: boolean };

type Search = Record<string, string | string[] | undefined>;

/** Returns which clients an address asks for. */
export function readWanted({ q, state }: Search): Wanted {
  const typed = [q].flat()[0] ?? "";
  const find = typed.replaceAll("\0", "").toWellFormed().trim().slice(0, MOST_TYPED);
  return { find, isOpen: state === "open" };
}

/** Returns the address that asks for some clients. */
export function addressOf({ find, isOpen }: Wanted): string {
  const query = new URLSearchParams({
    ...(find ? { q: find } : {}),
    ...(isOpen ? { state: "open" } : {}),
  });
  return query.size > 0 ? `/clients?${query}` : "/clients";
}
