import type { ContactScope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import type { UpdateFrequency } from "@/db/enums";
import { byContact, record } from "@/features/history/commands";
import { notFound } from "@/lib/errors";

/** How often this person hears of posted progress, by their own choice. What has been written already is still sent. */
export async function chooseUpdateFrequency(
  scope: ContactScope,
  updateFrequency: UpdateFrequency,
): Promise<void> {
  await inTransaction(async (tx) => {
    const { count } = await tx.contact.updateMany({
      where: { id: scope.contactId, freelancerId: scope.freelancerId },
      data: { updateFrequency },
    });
    if (count === 0) throw notFound("contact");
    const data = { frequency: updateFrequency };
    await record(tx, { ...byContact(scope), kind: "contact.choseUpdates", data });
  });
}

/** This person wants no surveys and no digests from now on. False when they had said so before. */
export async function optOut(tx: Tx, scope: ContactScope, now: Date): Promise<boolean> {
  const { count } = await tx.contact.updateMany({
    where: { id: scope.contactId, freelancerId: scope.freelancerId, optedOutAt: null },
    data: { optedOutAt: now },
  });
  if (count === 0) return false;
  await record(tx, { ...byContact(scope), kind: "contact.unsubscribed", at: now });
  return true;
}

/**
 * Subscribes this contact again, from the next survey or update on. What was cancelled stays
 * cancelled.
 */
export async function resubscribe(scope: ContactScope): Promise<void> {
  await inTransaction(async (tx) => {
    const { count } = await tx.contact.updateMany({
      where: {
        id: scope.contactId,
        freelancerId: scope.freelancerId,
        optedOutAt: { not: null },
      },
      data: { optedOutAt: null },
    });
    if (count > 0) await record(tx, { ...byContact(scope), kind: "contact.resubscribed" });
  });
}
