import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { env } from "@/lib/env";
import { unseal } from "@/lib/tokens";

/** The account of the install, whose key stands in the environment. */
export const INSTALL = "install";

/**
 * The secrets an account's webhooks may be signed with, the one in use first. Empty for an account that
 * has none, or that is not known.
 */
export async function listHookSecrets(accountId: string): Promise<string[]> {
  if (accountId === INSTALL) {
    const { RESEND_WEBHOOK_SECRET, RESEND_WEBHOOK_SECRET_FORMER } = env();
    return [RESEND_WEBHOOK_SECRET, RESEND_WEBHOOK_SECRET_FORMER].filter((secret) => secret !== undefined);
  }
  const account = await db().mailAccount.findUnique({ where: { id: accountId }, select: { hookCipher: true, formerHookCipher: true } });
  return [account?.hookCipher, account?.formerHookCipher].filter((cipher) => cipher != null).map((cipher) => unseal("mail-hook", cipher));
}

/** The freelancer's own account, without its key and secrets; null while their letters leave by the install's. */
export async function findAccount(scope: Scope) {
  const account = await db().mailAccount.findUnique({
    where: { freelancerId: scope.freelancerId },
    select: { id: true, keyLastFour: true, fromAddress: true, savedAt: true, hookCipher: true, formerHookCipher: true, trouble: true, troubleSince: true },
  });
  if (!account) return null;
  const { hookCipher, formerHookCipher, ...rest } = account;
  return { ...rest, hasHook: hookCipher !== null, hasFormerHook: formerHookCipher !== null };
}

export type AccountFacts = NonNullable<Awaited<ReturnType<typeof findAccount>>>;
