import { inTransaction } from "@/db/client";
import { addInbound, isKnown, keepRaw } from "@/features/inbound/commands";
import type { ReadEmail } from "@/features/inbound/reading/read";
import type { OwnThread } from "@/features/inbound/routing/queries";
import { lockThread } from "@/features/messages/commands";
import { log } from "@/lib/log";
import { stageAttachments } from "@/workflows/receive-email/attachments";
import { orDrop, putOwnIntoThread } from "@/workflows/receive-email/filing/commands";
import { hold, newInbound, type Incoming } from "@/workflows/receive-email/incoming";

/**
 * Takes the freelancer's own answer to an email of the product: as a message of theirs, where the receiving server
 * vouches that it comes from their address; else it is held. What a program wrote is none.
 */
export async function takeOwn(
  own: OwnThread,
  incoming: Incoming,
  email: ReadEmail,
  now: Date,
): Promise<void> {
  const { freelancerId, clientId, projectId, ownAddresses } = own;
  if (email.automatic)
    return log().info("a program answered an email to a freelancer; it is dropped");
  const inbound = newInbound(
    { freelancerId, route: "REPLY_ADDRESS", thread: { clientId, projectId, contactId: null } },
    incoming,
    email,
  );
  if (await isKnown(inbound)) return;
  const raw = incoming.content.kind === "whole" ? incoming.content.raw : null;
  const isTheirs = ownAddresses.includes(inbound.fromAddress) && inbound.isVerified;
  const saysSomething = inbound.words.reply !== "" || email.attachments.length > 0;
  if (!raw || !isTheirs || !saysSomething) return hold(inbound, raw, "NOT_YOU", now);
  const target = { freelancerId, projectId, clientId, contactId: null };
  const { staged, areAllKept } = await stageAttachments(target, email.attachments, now);
  const rawKey = areAllKept ? null : await keepRaw(freelancerId, inbound.id, raw);
  await orDrop({ rawKey, staged }, () =>
    inTransaction(async (tx) => {
      const thread = await lockThread(tx, { ...own, projectId: projectId ?? undefined });
      if (!(await addInbound(tx, { ...inbound, rawKey }, null))) return false;
      await putOwnIntoThread(tx, thread, inbound, staged, now);
      return true;
    }),
  );
}
