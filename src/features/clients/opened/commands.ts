import type { ContactScope, Scope } from "@/auth/scope";
import { db, type Tx } from "@/db/client";

/**
 * Notes the day on which a person was last on their page, in the studio's zone: that day alone, and nothing where the
 * studio does not want to know.
 */
export async function noteOpened(
  { freelancerId, contactId }: ContactScope,
  now: Date,
): Promise<void> {
  await db().$executeRaw`
    UPDATE "Contact" c SET "openedOn" = day_in(s."zone", ${now})
    FROM "Studio" s
    WHERE c."id" = ${contactId}::uuid AND c."freelancerId" = ${freelancerId}::uuid
      AND s."freelancerId" = c."freelancerId" AND s."seenOffAt" IS NULL
      AND c."openedOn" IS DISTINCT FROM day_in(s."zone", ${now})`;
}

/** Forgets on which day each of a studio's people was last on their page, in the caller's transaction. */
export async function forgetOpened(tx: Tx, { freelancerId }: Scope): Promise<void> {
  await tx.contact.updateMany({
    where: { freelancerId, openedOn: { not: null } },
    data: { openedOn: null },
  });
}
