import type { Scope } from "@/auth/scope";
import { db, type Prisma } from "@/db/client";
import { INSTALL } from "@/mail/transport";
import { env } from "@/lib/env";
import { unseal } from "@/lib/tokens";

/**
 * Returns the secrets an account's webhooks may be signed with, the current one first. Empty for an
 * account without secrets or an unknown one.
 */
export async function listWebhookSecrets(accountId: string): Promise<string[]> {
  if (accountId === INSTALL) {
    const { RESEND_WEBHOOK_SECRET, RESEND_WEBHOOK_SECRET_FORMER } = env();
    return [RESEND_WEBHOOK_SECRET, RESEND_WEBHOOK_SECRET_FORMER].filter(
      (secret) => secret !== undefined,
    );
  }
  const account = await db().mailAccount.findUnique({
    where: { id: accountId },
    select: { webhookCipher: true, formerWebhookCipher: true },
  });
  return [account?.webhookCipher, account?.formerWebhookCipher]
    .filter((cipher) => cipher != null)
    .map((cipher) => unseal("webhook-secret", cipher));
}

const facts = {
  id: true,
  keyLastFour: true,
  fromAddress: true,
  savedAt: true,
  webhookCipher: true,
  formerWebhookCipher: true,
  trouble: true,
  troubleSince: true,
} as const;

/**
 * Returns how a freelancer's emails are sent (their own account, without its key and secrets, or
 * the install's) and what is wrong with it.
 */
export async function findMailSettings(scope: Scope) {
  const [studio, account, install] = await Promise.all([
    db().studio.findUnique({
      where: { freelancerId: scope.freelancerId },
      select: { seededAt: true },
    }),
    db().mailAccount.findUnique({ where: { freelancerId: scope.freelancerId }, select: facts }),
    db().mailAccount.findUnique({
      where: { id: INSTALL },
      select: { trouble: true, troubleSince: true },
    }),
  ]);
  const { RESEND_API_KEY, MAIL_FROM } = env();
  const { trouble, troubleSince } = account ?? install ?? { trouble: null, troubleSince: null };
  return {
    own: account ? tellAccount(account) : null,
    installFrom: RESEND_API_KEY && MAIL_FROM ? MAIL_FROM : null,
    trouble:
      troubleSince && !studio?.seededAt
        ? { why: trouble ?? "The mail provider refuses the account.", at: troubleSince }
        : null,
    isDemo: studio?.seededAt != null,
  };
}

function tellAccount({
  webhookCipher,
  formerWebhookCipher,
  trouble: _why,
  troubleSince: _since,
  ...rest
}: Prisma.MailAccountGetPayload<{ select: typeof facts }>) {
  return {
    ...rest,
    hasWebhookSecret: webhookCipher !== null,
    hasFormerWebhookSecret: formerWebhookCipher !== null,
  };
}

export type MailSettings = Awaited<ReturnType<typeof findMailSettings>>;
export type AccountFacts = NonNullable<MailSettings["own"]>;
