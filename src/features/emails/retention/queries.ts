import { db } from "@/db/client";

/** Returns when the oldest of a freelancer's emails whose words can be forgotten was settled; null where none was. */
export async function oldestWords(freelancerId: string): Promise<Date | null> {
  const [row] = await db().$queryRaw<{ at: Date | null }[]>`
    SELECT min("settledAt") AS "at" FROM "Email" WHERE "freelancerId" = ${freelancerId}::uuid AND "forgottenAt" IS NULL
      AND "settledAt" IS NOT NULL AND "needsReviewAt" IS NULL`;
  return row?.at ?? null;
}
