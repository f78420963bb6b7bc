import { db } from "@/db/client";

/** Returns when the oldest email that a freelancer received and that can be forgotten came; null where none did. */
export async function oldestReceived(freelancerId: string): Promise<Date | null> {
  const first = await db().inboundEmail.findFirst({
    where: {
      freelancerId,
      forgottenAt: null,
      OR: [{ filedAt: { not: null } }, { ignoredAt: { not: null } }],
    },
    orderBy: { receivedAt: "asc" },
    select: { receivedAt: true },
  });
  return first?.receivedAt ?? null;
}
