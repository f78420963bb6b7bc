import type { Tx } from "@/db/client";

/** Remembers what the columns of a list are, by their headings, in the caller's transaction. */
export async function rememberColumns(
  tx: Tx,
  { freelancerId }: { freelancerId: string },
  matches: Map<string, string>,
): Promise<void> {
  await tx.columnMatch.deleteMany({
    where: { freelancerId, heading: { in: [...matches.keys()] } },
  });
  await tx.columnMatch.createMany({
    data: Array.from(matches, ([heading, field]) => ({ freelancerId, heading, field })),
  });
}
