import type { Scope } from "@/auth/scope";
import { db, type Prisma } from "@/db/client";
import { INSTALL } from "@/email/door";
import { env } from "@/lib/env";
import { unseal } from "@/lib/tokens";

/**
 * The secrets an account's webhooks may be signed with, the one in use first. Empty for an account that
 * has none, or that is not known.
 */
export async function listHookSecrets(accountId: string): Promise<string[]> {
  if (accountId === INSTALL) {
    const { RESEND_WEBHOOK_SECRET, RESEND_WEBHOOK_SECRET_FORMER } = env();
    return [RESEND_WEBHOOK_SECRET, RESEND_WEBHOOK_SECRET_FORMER].filter(
      (secret) => secret !== undefined,
    );
  }
  const account = await db().mailAccount.findUnique({
    where: { id: accountId },
    select: { hookCipher: true, formerHookCipher: true },
  });
  return [account?.hookCipher, account?.formerHookCipher]
    .filter((cipher) => cipher != null)
    .map((cipher) => unseal("mail-hook", cipher));
}

const facts = {
  id: true,
  keyLastFour: true,
  fromAddress: true,
  savedAt: true,
  hookCipher: true,
  formerHookCipher: true,
  trouble: true,
  troubleSince: true,
} as const;

/** How a freelancer's letters leave: by their own account, told without its key and secrets, or by the install's; and what is wrong with it. */
export async function findDoor(scope: Scope) {
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
  hookCipher,
  formerHookCipher,
  trouble: _why,
  troubleSince: _since,
  ...rest
}: Prisma.MailAccountGetPayload<{ select: typeof facts }>) {
  return { ...rest, hasHook: hookCipher !== null, hasFormerHook: formerHookCipher !== null };
}

export type LettersDoor = Awaited<ReturnType<typeof findDoor>>;
export type AccountFacts = NonNullable<LettersDoor["own"]>;
