import { isWithinDay } from "@/auth/sign-in-emails";
import { issueSignInLink, LINK_MINUTES } from "@/auth/sign-in-link";
import { inTransaction } from "@/db/client";
import { isInstallRefused } from "@/features/emails/accounts/queries";
import { enqueueEmail } from "@/features/emails/commands";
import { signInEmail } from "@/features/emails/emails";
import { say } from "@/language/say";
import { Refusal } from "@/lib/errors";
import { transport } from "@/mail/transport";

/**
 * Sends a sign-in link where the address may sign in and its day's emails are not used up, or prints
 * it where no mail provider is configured. Does the same work for every address, so that neither the
 * answer nor the time it takes tells which may sign in.
 */
export async function sendSignInLink(address: string, now: Date): Promise<void> {
  const issued = await inTransaction((tx) => issueSignInLink(tx, address));
  if (!issued) return;
  const { url, isAllowed } = issued;
  if (transport() !== "LOCAL") {
    const isSent = (await isWithinDay(address, isAllowed)) && isAllowed;
    await enqueue(address, url, now, isSent);
  } else if (isAllowed)
    process.stdout.write(
      `\nSign-in link for ${address}, good for ${LINK_MINUTES} minutes:\n  ${url}\n\n`,
    );
}

/**
 * Returns where the link is, in words that are the same for every address. Refuses while the mail
 * provider refuses the install's account: what was written is sent once it is accepted again, but
 * nobody should wait for it.
 */
export async function tellWhereLinkIs(address: string): Promise<string> {
  const isLocal = transport() === "LOCAL";
  if (!isLocal && (await isInstallRefused()))
    throw new Refusal("not-allowed", say("signIn.noEmails", { address }));
  const where = isLocal ? "signIn.inTerminal" : "signIn.onItsWay";
  return say(where, { address, minutes: LINK_MINUTES });
}

/** Writes the email in every case, and takes it back where it is not to be sent. */
async function enqueue(address: string, url: string, now: Date, isSent: boolean): Promise<void> {
  await inTransaction(async (tx) => {
    await tx.$executeRaw`SAVEPOINT email`;
    await enqueueEmail(tx, signInEmail(address, url, now));
    if (isSent) await tx.$executeRaw`RELEASE SAVEPOINT email`;
    else await tx.$executeRaw`ROLLBACK TO SAVEPOINT email`;
  });
}
