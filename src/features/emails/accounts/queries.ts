import type { Scope } from "@/auth/scope";
import { db, type Prisma } from "@/db/client";
import { INSTALL, transport } from "@/mail/transport";
import { env } from "@/lib/env";
import { unseal } from "@/lib/tokens";
import { openServer } from "./server/sealed";

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

/** Returns the key that asks the provider in an account's name; null where there is none. */
export async function keyOf(accountId: string): Promise<string | null> {
  if (accountId === INSTALL) return env().RESEND_API_KEY ?? null;
  const account = await db().mailAccount.findUnique({
    where: { id: accountId },
    select: { keyCipher: true },
  });
  return account?.keyCipher ? unseal("mail-account", account.keyCipher) : null;
}

const facts = {
  id: true,
  keyLastFour: true,
  serverCipher: true,
  fromAddress: true,
  savedAt: true,
  webhookCipher: true,
  formerWebhookCipher: true,
  trouble: true,
  troubleSince: true,
  webhookSavedAt: true,
  eventsRefusedAt: true,
} as const;

/**
 * Returns how a freelancer's emails are sent (their own account, without its key and secrets, or
 * the install's) and what is wrong with it.
 */
export async function findMailSettings(scope: Scope, now: Date) {
  const [studio, account, install] = await Promise.all([
    db().studio.findUnique({
      where: { freelancerId: scope.freelancerId },
      select: { seededAt: true },
    }),
    db().mailAccount.findUnique({ where: { freelancerId: scope.freelancerId }, select: facts }),
    db().mailAccount.findUnique({
      where: { id: INSTALL },
      select: { trouble: true, troubleSince: true, eventsRefusedAt: true },
    }),
  ]);
  const isDemo = studio?.seededAt != null;
  const { trouble, troubleSince } = account ?? install ?? { trouble: null, troubleSince: null };
  return {
    own: account ? tellAccount(account) : null,
    installFrom: transport() === "LOCAL" ? null : (env().MAIL_FROM ?? null),
    trouble: troubleSince && !studio?.seededAt ? { why: trouble, at: troubleSince } : null,
    unheard: isDemo ? null : await findUnheard(scope, account, install, now),
    isDemo,
  };
}

/**
 * Resend repeats an event for less than a day, and a mail server answers for an email within a few
 * days at the latest: three days of nothing at all is no slow delivery.
 */
const SILENT_DAYS = 3;
/** The install's secret has no day on which it was saved; it is good since this process began at the latest. */
const STARTED_AT = new Date(performance.timeOrigin);

type EventFacts = { eventsRefusedAt: Date | null };
type OwnEventFacts = EventFacts & {
  id: string;
  webhookCipher: unknown;
  webhookSavedAt: Date | null;
};

/** Returns which account's events tell of a freelancer's emails, and since when they should come. */
function eventsOf(own: OwnEventFacts | null, install: EventFacts | null) {
  return own
    ? {
        accountId: own.id,
        isSetUp: own.webhookCipher !== null,
        refusedAt: own.eventsRefusedAt,
        setUpAt: own.webhookSavedAt,
      }
    : {
        accountId: INSTALL,
        isSetUp: transport() !== "SMTP" && env().RESEND_WEBHOOK_SECRET !== undefined,
        refusedAt: install?.eventsRefusedAt,
        setUpAt: STARTED_AT,
      };
}

/**
 * Returns why nothing is heard of emails that were sent, and since when: the provider's events cannot
 * be verified, or none has come for days. Null where no signing secret is set up, or all is well.
 */
async function findUnheard(
  scope: Scope,
  own: OwnEventFacts | null,
  install: EventFacts | null,
  now: Date,
): Promise<{ why: "unverified" | "silent"; at: Date } | null> {
  const { accountId, isSetUp, refusedAt, setUpAt } = eventsOf(own, install);
  if (!isSetUp) return null;
  if (refusedAt) return { why: "unverified", at: refusedAt };
  const last = await db().providerEvent.findFirst({
    where: { accountId },
    orderBy: { receivedAt: "desc" },
    select: { receivedAt: true },
  });
  const expectedSince = last?.receivedAt ?? setUpAt;
  if (!expectedSince) return null;
  const sent = await db().email.findFirst({
    where: {
      freelancerId: scope.freelancerId,
      accountId,
      transport: "RESEND",
      sentAt: { gt: expectedSince, lt: new Date(now.getTime() - SILENT_DAYS * 86_400_000) },
    },
    orderBy: { sentAt: "asc" },
    select: { sentAt: true },
  });
  return sent?.sentAt ? { why: "silent", at: last?.receivedAt ?? sent.sentAt } : null;
}

/** Whether the provider refuses the install's own account just now. */
export async function isInstallRefused(): Promise<boolean> {
  return (
    (await db().mailAccount.count({ where: { id: INSTALL, troubleSince: { not: null } } })) > 0
  );
}

function tellAccount({
  webhookCipher,
  formerWebhookCipher,
  trouble: _why,
  troubleSince: _since,
  webhookSavedAt: _saved,
  eventsRefusedAt: _refused,
  serverCipher,
  ...rest
}: Prisma.MailAccountGetPayload<{ select: typeof facts }>) {
  return {
    ...rest,
    server: serverCipher && tellServer(serverCipher),
    hasWebhookSecret: webhookCipher !== null,
    hasFormerWebhookSecret: formerWebhookCipher !== null,
  };
}

/** A mail server as its freelancer may see it: all but the password. */
function tellServer(cipher: Uint8Array) {
  const { password, ...server } = openServer(cipher);
  return { ...server, hasPassword: password !== undefined };
}

export type MailSettings = Awaited<ReturnType<typeof findMailSettings>>;
export type AccountFacts = NonNullable<MailSettings["own"]>;
export type OwnServerFacts = NonNullable<AccountFacts["server"]>;
