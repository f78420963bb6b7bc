import type { Scope } from "@/auth/scope";
import type { Tx } from "@/db/client";
import { toDateColumn, type Day } from "@/lib/dates";

/** Keeps what stays of a client as numbers, in the transaction that begins their erasure. */
export async function keepFigures(
  tx: Tx,
  { freelancerId }: Scope,
  cases: { figure: string; month: Day; value: number }[],
): Promise<void> {
  await tx.keptFigure.createMany({
    data: cases.map(({ figure, month, value }) => ({
      freelancerId,
      figure,
      month: toDateColumn(month),
      value,
    })),
  });
}
