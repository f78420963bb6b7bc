import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { notFound } from "@/lib/errors";

/**
 * Returns a message of the freelancer's own that is on the client's page, with what it said before and who reads it. A
 * client's is not found, nor one that is held: that one is changed where it waits.
 */
export async function getOwnLine({ freelancerId }: Scope, messageId: string) {
  const found = await db().message.findUnique({
    where: { id: messageId, freelancerId, contactId: null, heldUntil: null },
    select: {
      id: true,
      text: true,
      correctedAt: true,
      earlierTexts: true,
      project: { select: { id: true, title: true, contactId: true } },
      client: {
        select: {
          id: true,
          name: true,
          contacts: { orderBy: { id: "asc" }, take: 1, select: { id: true } },
        },
      },
    },
  });
  if (!found) throw notFound("message");
  const readerId = found.project?.contactId ?? found.client.contacts[0]?.id;
  return { ...found, readerId };
}

export type OwnLine = Awaited<ReturnType<typeof getOwnLine>>;
