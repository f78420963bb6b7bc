import type { Scope } from "@/auth/scope";
import { db, inTransaction, type Tx } from "@/db/client";
import { checkKey, type KeyCheck } from "@/mail/account";
import { notFound, Refusal } from "@/lib/errors";
import { seal, unseal } from "@/lib/tokens";
import { notifyStudio } from "@/live/notify";
import { wake } from "@/queue/boss";

/**
 * The freelancer's emails leave by their own account from now on: by a key that the provider has just called
 * good, from an address at a domain of theirs. Without a key the one that is there stays. On a refusal nothing
 * has changed. Whatever was wrong with the account before is over, and what waits is tried at once. Answers
 * whether the domain could be looked at: a key for sending only may not ask.
 */
export async function saveAccount(
  scope: Scope,
  input: { secretKey: string; fromAddress: string },
  now: Date,
): Promise<boolean> {
  const studio = await db().studio.findUnique({
    where: { freelancerId: scope.freelancerId },
    select: { seededAt: true, mailAccount: { select: { keyCipher: true } } },
  });
  if (!studio) throw notFound("studio");
  if (studio.seededAt)
    throw new Refusal(
      "not-allowed",
      "This is the demo. Its emails never leave this computer, so it takes no key. Your own studio can have one.",
    );
  const known = studio.mailAccount?.keyCipher;
  const key = input.secretKey || (known ? unseal("mail-account", known) : null);
  if (!key) throw new Refusal("invalid", "Resend key: please paste one.", "secretKey");
  const check = await checkKey(key, input.fromAddress);
  refuseUnlessGood(check, input.fromAddress);
  const data = {
    keyCipher: seal("mail-account", key),
    keyLastFour: key.slice(-4),
    fromAddress: input.fromAddress,
    savedAt: now,
    trouble: null,
    troubleSince: null,
    freeAt: now,
  };
  await inTransaction(async (tx) => {
    await tx.mailAccount.upsert({
      where: { freelancerId: scope.freelancerId },
      create: { ...data, freelancerId: scope.freelancerId },
      update: data,
    });
    await wake(tx, "deliver-emails", now);
    await notifyStudio(tx, scope.freelancerId);
  });
  return check.kind === "good" && check.isDomainKnown;
}

function refuseUnlessGood(check: KeyCheck, fromAddress: string): void {
  const domain = fromAddress.slice(fromAddress.lastIndexOf("@") + 1);
  switch (check.kind) {
    case "good":
      return;
    case "wrong key":
      throw new Refusal(
        "invalid",
        "Resend key: Resend does not accept this key. Make a new one there under API keys, and paste it whole.",
        "secretKey",
      );
    case "wrong domain":
      throw new Refusal(
        "invalid",
        `Emails come from: ${domain} is not a verified domain of this account. Verify it at Resend under Domains${check.verified.length > 0 ? `, or use an address at ${check.verified.slice(0, 5).join(" or ")}` : ""}.`,
        "fromAddress",
      );
    case "unknown":
      throw new Refusal(
        "not-allowed",
        "The key could not be checked just now, since Resend did not answer. Nothing has changed; please try again in a moment.",
      );
  }
}

/** The secret the account's webhooks are signed with. The one before stays good beside it, until the next; the same again changes nothing. */
export async function saveWebhookSecret(scope: Scope, secret: string): Promise<void> {
  await inTransaction(async (tx) => {
    const account = await lockAccount(tx, scope);
    if (account.webhookCipher && unseal("webhook-secret", account.webhookCipher) === secret) return;
    await tx.mailAccount.update({
      where: { id: account.id },
      data: {
        webhookCipher: seal("webhook-secret", secret),
        formerWebhookCipher: account.webhookCipher,
      },
    });
    await notifyStudio(tx, scope.freelancerId);
  });
}

/**
 * Forgets the freelancer's own account, its key and its secrets: emails leave by the install's again. One
 * whose attempt by it is in doubt leaves by no other; a person decides on it. Removing twice is removing once.
 */
export async function removeAccount(scope: Scope): Promise<void> {
  await inTransaction(async (tx) => {
    await tx.mailAccount.deleteMany({ where: { freelancerId: scope.freelancerId } });
    await notifyStudio(tx, scope.freelancerId);
  });
}

async function lockAccount(tx: Tx, scope: Scope) {
  await tx.$queryRaw`SELECT 1 FROM "MailAccount" WHERE "freelancerId" = ${scope.freelancerId}::uuid FOR NO KEY UPDATE`;
  const account = await tx.mailAccount.findUnique({
    where: { freelancerId: scope.freelancerId },
    select: { id: true, webhookCipher: true },
  });
  if (!account) throw notFound("account");
  return account;
}
