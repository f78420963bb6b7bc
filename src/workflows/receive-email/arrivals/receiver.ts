import { db } from "@/db/client";
import { findOwned } from "@/features/inbound/mailboxes/queries";
import { openSealed, reachableMailbox } from "@/features/inbound/own-mailbox/sealed";
import { installMailbox, isMailbox, isOwnMailbox, type Place } from "@/mail/mailbox";
import { INSTALL } from "@/mail/transport";
import type { Incoming } from "@/workflows/receive-email/incoming";

/** For whom what comes by an account can be, and the mailbox it is fetched from where it came to one. */
export type Receiver = Pick<Incoming, "onlyFor" | "mailbox"> & { place: Place | null };

/**
 * Returns for whom what comes by an account can be: for anybody by the install's own, for its freelancer alone by an
 * account or a mailbox of theirs. Null where that was removed: by nobody's account it is for nobody.
 */
export async function receiverOf(accountId: string): Promise<Receiver | null> {
  if (accountId === INSTALL) return { onlyFor: null, place: null };
  if (isOwnMailbox(accountId)) return ownerOf(accountId);
  if (isMailbox(accountId)) return { onlyFor: null, place: installMailbox() };
  const account = await db().mailAccount.findUnique({
    where: { id: accountId },
    select: { freelancerId: true },
  });
  return account?.freelancerId ? { onlyFor: account.freelancerId, place: null } : null;
}

async function ownerOf(accountId: string): Promise<Receiver | null> {
  const owned = await findOwned(accountId);
  if (!owned) return null;
  const { freelancerId: onlyFor, address, serverCipher } = owned;
  const mailbox = openSealed(serverCipher);
  const { authServer } = mailbox;
  return {
    onlyFor,
    mailbox: { address, authServer },
    place: { accountId, server: reachableMailbox(mailbox) },
  };
}
