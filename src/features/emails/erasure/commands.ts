import type { Scope } from "@/auth/scope";
import type { Tx } from "@/db/client";
import type { Whom } from "@/features/clients/erasure/queries";
import { forgottenWords, openWords } from "@/features/emails/commands";
import { emailKind } from "@/features/emails/kinds";
import { studioLocaleOf } from "@/language/studio";
import { FIRST_ID } from "@/lib/first-id";

const ofThem = ({ clientId, contactIds, projectIds }: Whom) => ({
  OR: [{ clientId }, { contactId: { in: contactIds } }, { projectId: { in: projectIds } }],
});

/** Cancels what waits to be sent to people who are erased or about them. What is being sent just now ends by itself. */
export async function cancelEmailsOf(tx: Tx, scope: Scope, whom: Whom, now: Date): Promise<void> {
  await tx.email.updateMany({
    where: {
      freelancerId: scope.freelancerId,
      settledAt: null,
      AND: [ofThem(whom), { OR: [{ leasedUntil: null }, { leasedUntil: { lt: now } }] }],
    },
    data: { cancelledAt: now, settledAt: now },
  });
}

/**
 * Deletes emails to people who are erased and emails about them, at most `most`. One that a follow-up, a case or
 * an own-it email's row still names goes after that. Returns how many went.
 */
export function eraseEmails(
  tx: Tx,
  { freelancerId }: Scope,
  { clientId, contactIds, projectIds }: Whom,
  most: number,
): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM "Email" WHERE "id" IN (SELECT e."id" FROM "Email" e
      WHERE e."freelancerId" = ${freelancerId}::uuid AND (e."clientId" = ${clientId}::uuid
        OR e."contactId" = ANY(${contactIds}::uuid[]) OR e."projectId" = ANY(${projectIds}::uuid[]))
        AND NOT EXISTS (SELECT 1 FROM "FollowUp" f WHERE f."emailId" = e."id")
        AND NOT EXISTS (SELECT 1 FROM "Case" c WHERE c."apologyEmailId" = e."id")
        AND NOT EXISTS (SELECT 1 FROM "FailureNotice" n WHERE n."emailId" = e."id")
      LIMIT ${most})`;
}

/** Deletes why nothing is sent to their addresses. */
export async function eraseSuppressions(
  tx: Tx,
  { freelancerId }: Scope,
  { addresses }: Whom,
): Promise<void> {
  await tx.suppression.deleteMany({ where: { freelancerId, address: { in: addresses } } });
}

const AT_ONCE = 500;

/**
 * Emails to the freelancer that are about no project and no client may name people all the same: the morning email, one
 * about a bounce. Forgets the words of those in which one of `terms` is, and deletes one that has not been sent.
 */
export async function forgetMentions(
  tx: Tx,
  scope: Scope,
  terms: string[],
  now: Date,
): Promise<void> {
  const { freelancerId } = scope;
  const { language } = await tx.studio.findUniqueOrThrow({
    where: { freelancerId },
    select: { language: true },
  });
  const { t } = studioLocaleOf(language);
  const kindIn = (kind: string) => t(emailKind(kind)?.name ?? "emails.kinds.message");
  const sought = terms.flatMap((term) => termIn(term) ?? []);
  let after = FIRST_ID;
  for (;;) {
    const rows = await tx.email.findMany({
      where: { freelancerId, clientId: null, projectId: null, contactId: null, id: { gt: after } },
      orderBy: { id: "asc" },
      take: AT_ONCE,
      select: { id: true, kind: true, subject: true, wordsCipher: true, settledAt: true },
    });
    for (const { id, kind, subject, wordsCipher, settledAt } of rows) {
      const text = `${subject} ${allOf(openWords(wordsCipher))}`;
      if (!sought.some((term) => term.test(text))) continue;
      if (!settledAt) await tx.email.deleteMany({ where: { id, freelancerId } });
      else
        await tx.email.updateMany({
          where: { id, freelancerId },
          data: { ...forgottenWords(now), subject: kindIn(kind) },
        });
    }
    after = rows.at(-1)?.id ?? after;
    if (rows.length < AT_ONCE) return;
  }
}

/** So short, a name is a part of many words: Al, Ute. Chinese, Japanese and Korean put no space around theirs. */
const SHORT = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}]{1,3}$/u;

/**
 * Finds a term in capitals or not; null for nothing. A short one has to be a whole word. Any other may have more around
 * it ("Duartes", "山田さん"): a word too many that is forgotten does less harm than a name that stays.
 */
function termIn(term: string): RegExp | null {
  const text = term.trim();
  if (text === "") return null;
  const escaped = RegExp.escape(text);
  return SHORT.test(text)
    ? new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, "iu")
    : new RegExp(escaped, "iu");
}

/** Everything that an email's words say, as one text. */
function allOf(words: unknown): string {
  if (typeof words === "string") return words;
  return typeof words === "object" && words !== null
    ? Object.values(words).map(allOf).join(" ")
    : "";
}

/**
 * Deletes what is known of a studio's own account at the provider besides its row, and what waits to be sent to the
 * address that its freelancer signs in with.
 */
export async function eraseAccount(tx: Tx, { freelancerId }: Scope): Promise<void> {
  const account = await tx.mailAccount.findUnique({
    where: { freelancerId },
    select: { id: true },
  });
  if (account) await tx.providerEvent.deleteMany({ where: { accountId: account.id } });
  await tx.$executeRaw`
    DELETE FROM "Email" WHERE "freelancerId" IS NULL
      AND "toAddress" = (SELECT "email" FROM "User" WHERE "id" = ${freelancerId}::uuid)`;
}
