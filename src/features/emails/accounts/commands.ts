import { byFreelancer, record } from "@/features/history/commands";
import { lock } from "@/db/locks";
import type { Scope } from "@/auth/scope";
import { db, inTransaction, type Tx } from "@/db/client";
import { say } from "@/language/say";
import { checkKey, type KeyCheck } from "@/mail/account";
import { notFound, Refusal } from "@/lib/errors";
import { seal, unseal } from "@/lib/tokens";
import { wake } from "@/queue/boss";

/**
 * Saves the freelancer's own account: from now on their emails are sent from it. The key has just
 * been checked with the provider, and the from-address is on one of its domains. Without a new key
 * the stored one stays. A refusal changes nothing. Any earlier trouble with the account is cleared,
 * and waiting emails are tried at once. Returns whether the domain could be checked: a sending-only
 * key may not ask.
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
  if (studio.seededAt) throw new Refusal("not-allowed", say("mailAccount.refused.demo"));
  const existing = studio.mailAccount?.keyCipher;
  const key = input.secretKey || (existing ? unseal("mail-account", existing) : null);
  if (!key) throw new Refusal("invalid", say("mailAccount.refused.noKey"), "secretKey");
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
    // A mail server is another account, with an id of its own: nothing it may have sent is sent again by this one.
    await tx.mailAccount.deleteMany({
      where: { freelancerId: scope.freelancerId, serverCipher: { not: null } },
    });
    await tx.mailAccount.upsert({
      where: { freelancerId: scope.freelancerId },
      create: { ...data, freelancerId: scope.freelancerId },
      update: data,
    });
    wake(tx, "deliver-emails", now);
    await record(tx, { ...byFreelancer(scope), kind: "mailAccount.connected", at: now });
  });
  return check.kind === "good" && check.isDomainKnown;
}

function refuseUnlessGood(check: KeyCheck, fromAddress: string): void {
  const domain = fromAddress.slice(fromAddress.lastIndexOf("@") + 1);
  switch (check.kind) {
    case "good":
      return;
    case "wrong key":
      throw new Refusal("invalid", say("mailAccount.refused.wrongKey"), "secretKey");
    case "wrong domain": {
      const others = check.verified
        .slice(0, 5)
        .reduce((one, other) => (one ? say("mailAccount.refused.or", { one, other }) : other), "");
      throw new Refusal(
        "invalid",
        others
          ? say("mailAccount.refused.wrongDomainOf", { domain, others })
          : say("mailAccount.refused.wrongDomain", { domain }),
        "fromAddress",
      );
    }
    case "unknown":
      throw new Refusal("not-allowed", say("mailAccount.refused.noAnswer"));
  }
}

/**
 * Saves the secret that signs the account's webhooks. The previous secret stays valid until the
 * next change. Saving the same secret again changes nothing.
 */
export async function saveWebhookSecret(scope: Scope, secret: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const account = await lockAccount(tx, scope);
    if (account.webhookCipher && unseal("webhook-secret", account.webhookCipher) === secret) return;
    await tx.mailAccount.update({
      where: { id: account.id },
      data: {
        webhookCipher: seal("webhook-secret", secret),
        formerWebhookCipher: account.webhookCipher,
        webhookSavedAt: now,
        eventsRefusedAt: null,
      },
    });
    await record(tx, { ...byFreelancer(scope), kind: "webhookSecret.saved" });
  });
}

/**
 * Removes the freelancer's own account with its key and secrets. Emails are sent from the install's
 * account again. An email whose attempt by the removed account is in doubt is never sent by another
 * one: a person decides. Removing twice does nothing more.
 */
export async function removeAccount(scope: Scope): Promise<void> {
  await inTransaction(async (tx) => {
    const { count } = await tx.mailAccount.deleteMany({
      where: { freelancerId: scope.freelancerId },
    });
    if (count > 0) await record(tx, { ...byFreelancer(scope), kind: "mailAccount.removed" });
  });
}

async function lockAccount(tx: Tx, scope: Scope) {
  await lock(tx, scope, { mailAccount: true });
  const account = await tx.mailAccount.findUnique({
    where: { freelancerId: scope.freelancerId },
    select: { id: true, webhookCipher: true },
  });
  if (!account) throw notFound("account");
  return account;
}
