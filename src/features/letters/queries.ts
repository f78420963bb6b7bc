import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { door } from "@/email/door";
import { freeze } from "@/email/freeze";
import { frozenLetter, words } from "@/email/words";
import { ownAccountOf, studioDoor } from "@/features/letters/accounts/rules";
import { notFound } from "@/lib/errors";
import { unseal } from "@/lib/tokens";
import { isStillMine, maskLinks } from "./rules";

const PAGE = 50;

export const letterTimes = {
  leavesAt: true,
  createdAt: true,
  frozenAt: true,
  attempts: true,
  settledAt: true,
  sentAt: true,
  deliveredAt: true,
  bouncedAt: true,
  complainedAt: true,
  skippedAt: true,
  withdrawnAt: true,
  needsReviewAt: true,
} as const;

/** The freelancer's letters, those that leave last first, fifty at a time. `after` is the last id of the page before. */
export async function listLetters(scope: Scope, after?: string) {
  // A cursor is looked up without the scope: a stranger's must not even set a place.
  if (
    after &&
    !(await db().letter.count({ where: { id: after, freelancerId: scope.freelancerId } }))
  )
    throw notFound("page");
  const rows = await db().letter.findMany({
    where: { freelancerId: scope.freelancerId },
    orderBy: [{ leavesAt: "desc" }, { id: "desc" }],
    take: PAGE + 1,
    ...(after ? { cursor: { id: after }, skip: 1 } : {}),
    select: { id: true, kind: true, subject: true, toName: true, toAddress: true, ...letterTimes },
  });
  const letters = rows.slice(0, PAGE);
  return { letters, more: rows.length > PAGE ? letters.at(-1)!.id : null };
}

/**
 * One letter as it left, or as it would leave now: headers, text and HTML; its own words while they can be
 * edited; and the client its reader is at. Outside the local mailbox the secret part of a link is masked: it is
 * its reader's alone.
 */
export async function getLetter(scope: Scope, letterId: string) {
  const row = await db().letter.findUnique({
    where: { id: letterId, freelancerId: scope.freelancerId },
  });
  if (!row) throw notFound("letter");
  const { wordsCipher, frozenCipher, leaseToken: _lease, leasedUntil: _until, ...letter } = row;
  const own = words.parse(JSON.parse(unseal("letter", wordsCipher)));
  const leaving = await leavingBy(scope);
  const whole = frozenCipher
    ? frozenLetter.parse(JSON.parse(unseal("letter", frozenCipher)))
    : await freeze({ ...row, fromAddress: leaving.fromAddress }, own);
  const isLocal = row.door === "LOCAL" || (row.door === null && leaving.isLocal);
  const frozen = isLocal
    ? whole
    : { ...whole, text: maskLinks(whole.text), html: maskLinks(whole.html), headers: {} };
  const contact = row.contactId
    ? await db().contact.findUnique({
        where: { id: row.contactId, freelancerId: scope.freelancerId },
        select: { clientId: true },
      })
    : null;
  return {
    ...letter,
    clientId: contact?.clientId ?? null,
    frozen,
    editable: isStillMine(row) ? own.paragraphs.join("\n\n") : null,
  };
}

/** The from-address of the account a freelancer brought, or null; and whether their letters stay in the local mailbox. */
async function leavingBy(scope: Scope): Promise<{ fromAddress: string | null; isLocal: boolean }> {
  const studio = await db().studio.findUniqueOrThrow({
    where: { freelancerId: scope.freelancerId },
    select: studioDoor,
  });
  const own = ownAccountOf(studio);
  return {
    fromAddress: own?.fromAddress ?? null,
    isLocal: studio.seededAt !== null || (own === null && door() === "LOCAL"),
  };
}

export type LetterRow = Awaited<ReturnType<typeof listLetters>>["letters"][number];
export type LetterWhole = Awaited<ReturnType<typeof getLetter>>;
