import { byFreelancer, record } from "@/features/history/commands";
import type { Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import { say } from "@/language/say";
import { notFound, Refusal } from "@/lib/errors";

type Suppressed = {
  freelancerId: string;
  address: string;
  cause: "BOUNCED" | "COMPLAINED";
  detail: string;
  emailId: string;
  suppressedAt: Date;
};

/**
 * Stops all emails to an address for this freelancer, in the caller's transaction. A complaint
 * outranks a bounce and ends a lift; a bounce from before a lift does not. Any order gives the same
 * result.
 */
export async function suppress(tx: Tx, { address, ...told }: Suppressed): Promise<void> {
  const row = { ...told, address: address.toLowerCase() };
  const { count } = await tx.suppression.createMany({ data: [row], skipDuplicates: true });
  if (count === 1) return recordSuppressed(tx, row);
  const prevails =
    row.cause === "COMPLAINED"
      ? [{ cause: "BOUNCED" as const }, { suppressedAt: { gt: row.suppressedAt } }]
      : [
          { cause: "BOUNCED" as const, liftedAt: { lt: row.suppressedAt } },
          { cause: "BOUNCED" as const, liftedAt: null, suppressedAt: { gt: row.suppressedAt } },
        ];
  const changed = await tx.suppression.updateMany({
    where: { freelancerId: row.freelancerId, address: row.address, OR: prevails },
    data: { ...row, liftedAt: null },
  });
  if (changed.count > 0) await recordSuppressed(tx, row);
}

function recordSuppressed(tx: Tx, { freelancerId, cause, emailId, suppressedAt }: Suppressed) {
  return record(tx, {
    freelancerId,
    actor: "UPTOMARK",
    kind: "address.suppressed",
    at: suppressedAt,
    subjectId: emailId,
    data: { cause },
  });
}

/**
 * Allows emails to an address again, once the cause of the bounce is fixed. Lifting twice does
 * nothing more. Refused when the reader complained: that is their choice.
 */
export async function liftSuppression(
  scope: Scope,
  suppressionId: string,
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    const { count } = await tx.suppression.updateMany({
      where: {
        id: suppressionId,
        freelancerId: scope.freelancerId,
        cause: "BOUNCED",
        liftedAt: null,
      },
      data: { liftedAt: now },
    });
    if (count === 0) {
      const existing = await tx.suppression.findUnique({
        where: { id: suppressionId, freelancerId: scope.freelancerId },
        select: { cause: true },
      });
      if (!existing) throw notFound("address");
      if (existing.cause === "COMPLAINED")
        throw new Refusal("not-allowed", say("emails.refused.spam"));
      return;
    }
    await record(tx, {
      ...byFreelancer(scope),
      kind: "address.restored",
      at: now,
      subjectId: suppressionId,
    });
  });
}
