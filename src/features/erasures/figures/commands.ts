import type { Scope } from "@/auth/scope";
import type { Tx } from "@/db/client";
import type { FigureFact } from "@/features/erasures/kinds";
import { toDateColumn, type Day } from "@/lib/dates";
import { figuresOf } from "./sql";

/** The time that an answer took, without an id and without a day. */
export type KeptResponse = { month: Day; channel: string; minutes: number };

/** Keeps what stays of a client as numbers, in the transaction that begins their erasure. */
export async function keepFigures(
  tx: Tx,
  { freelancerId }: Scope,
  { clientId, zone }: { clientId: string; zone: string },
  responses: KeptResponse[],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "KeptFigure" ("id", "freelancerId", "fact", "month", "kind", "number")
    SELECT gen_random_uuid(), ${freelancerId}::uuid, f."fact", f."month", f."kind", f."number"
    FROM ${figuresOf({ freelancerId, clientId, zone })} f`;
  await tx.keptFigure.createMany({
    data: responses.map(({ month, channel, minutes }) => ({
      freelancerId,
      fact: "response" satisfies FigureFact,
      month: toDateColumn(month),
      kind: channel,
      number: minutes,
    })),
  });
}
