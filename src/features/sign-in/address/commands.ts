import { CONFIRM_MINUTES, issueAddressLink, redeemAddressLink } from "@/auth/address-change";
import type { Scope } from "@/auth/scope";
import { isWithinDay } from "@/auth/sign-in-emails";
import { databaseNow } from "@/db/clock";
import { db, inTransaction, type Tx } from "@/db/client";
import { lock } from "@/db/locks";
import { enqueueEmail } from "@/features/emails/commands";
import { byFreelancer, record } from "@/features/history/commands";
import { say } from "@/language/say";
import { Refusal } from "@/lib/errors";
import { transport } from "@/mail/transport";
import { addressNotice, confirmAddressEmail } from "./emails";

/**
 * Sends a link to the address that the freelancer wants to sign in with, and a notice to the one they do; nothing
 * changes before the link is used. An address that is somebody else's is sent nothing, which the answer does not
 * show. Where no mail provider is configured the link is printed.
 */
export async function askForAddress(
  scope: Scope,
  { address }: { address: string },
  now: Date,
): Promise<void> {
  const isFree = (await db().user.count({ where: { email: address } })) === 0;
  const isSent = (await isWithinDay(address, isFree)) && isFree;
  const url = await inTransaction(async (tx) => {
    await lock(tx, scope, { studio: true });
    const { before, studio } = await findAccount(tx, scope);
    if (before === address)
      throw new Refusal("already", say("signInAddress.same", { address }), "address");
    const link = await issueAddressLink(tx, scope, address);
    const change = { studio, before, address, now };
    // Written in every case, and undone where it is not to be sent: it takes the same time.
    await tx.$executeRaw`SAVEPOINT email`;
    await enqueueEmail(tx, confirmAddressEmail(change, link));
    if (isSent) await tx.$executeRaw`RELEASE SAVEPOINT email`;
    else await tx.$executeRaw`ROLLBACK TO SAVEPOINT email`;
    await enqueueEmail(tx, addressNotice("asked", change));
    await record(tx, { ...byFreelancer(scope), kind: "signInAddress.asked", at: now });
    return link;
  });
  if (isSent && transport() === "LOCAL")
    process.stdout.write(
      `\nLink that confirms ${address}, good for ${CONFIRM_MINUTES} minutes:\n  ${url}\n\n`,
    );
}

/** Drops the address that waits to be confirmed: its link is dead. Without one nothing happens. */
export async function dropNewAddress(scope: Scope, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    await lock(tx, scope, { studio: true });
    const { count } = await tx.addressChange.deleteMany({ where: { userId: scope.freelancerId } });
    if (count > 0)
      await record(tx, { ...byFreelancer(scope), kind: "signInAddress.dropped", at: now });
  });
}

/** Changes the address to the one that the link confirms, and tells the earlier one. Who is signed in stays so. */
export async function confirmAddress(scope: Scope, { token }: { token: string }): Promise<void> {
  const now = databaseNow();
  await inTransaction(async (tx) => {
    const { before, address } = await redeemAddressLink(tx, scope, token);
    await lock(tx, scope, { studio: true });
    const { studio } = await findAccount(tx, scope);
    await enqueueEmail(tx, addressNotice("changed", { studio, before, address, now }));
    await record(tx, { ...byFreelancer(scope), kind: "signInAddress.changed", at: now });
  });
}

/** The demo's address is everybody's who tries the product. */
async function findAccount(tx: Tx, { freelancerId }: Scope) {
  const { freelancer, seededAt, ...studio } = await tx.studio.findUniqueOrThrow({
    where: { freelancerId },
    select: {
      name: true,
      language: true,
      seededAt: true,
      freelancer: { select: { email: true } },
    },
  });
  if (seededAt) throw new Refusal("not-allowed", say("passkeys.demo"));
  return { studio, before: freelancer.email };
}
