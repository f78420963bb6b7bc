import type { ContactScope, Scope } from "@/auth/scope";
import { inTransaction } from "@/db/client";
import { refusingTakenAddress, saveContact, type Person } from "@/features/clients/commands";
import { optOut } from "@/features/clients/subscriptions/commands";
import { endLink, replaceLink } from "@/features/clients/links/commands";
import type { Seen } from "@/lib/seen";
import { readdressEmails, relinkEmails, skipUnwanted } from "@/features/emails/contacts/commands";

/**
 * Corrects what is known of a person. Emails that wait follow to the corrected address, in the
 * language they were written in; what is being sent already does not.
 */
export async function correctContact(
  scope: Scope,
  input: { contactId: string } & Person,
  seen: Seen = {},
): Promise<void> {
  await refusingTakenAddress(() =>
    inTransaction(async (tx) => {
      const { name, address } = await saveContact(tx, scope, input, seen);
      await readdressEmails(
        tx,
        { contactId: input.contactId },
        { toName: name, toAddress: address },
      );
    }),
  );
}

/** A new secret link for a contact; emails that wait get it, and the old one is dead from the next request on. */
export async function renewLink(scope: Scope, contactId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const { oldToken, newToken } = await replaceLink(tx, scope, contactId);
    await relinkEmails(tx, { contactId }, oldToken, newToken);
  });
}

/** The contact's link is dead from the next request on, and emails that wait are sent without it. */
export async function revokeLink(scope: Scope, contactId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const oldToken = await endLink(tx, scope, contactId, now);
    await relinkEmails(tx, { contactId }, oldToken, null);
  });
}

/**
 * This person wants no surveys and no digests from now on: none is written, and none that waits is
 * sent. Saying so again changes nothing.
 */
export async function unsubscribe(scope: ContactScope, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    if (await optOut(tx, scope, now)) await skipUnwanted(tx, { contactId: scope.contactId }, now);
  });
}
