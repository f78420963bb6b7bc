import { db } from "@/db/client";
import { languageOf, type Language } from "@/language/languages";
import { dayIn, fromDateColumn } from "@/lib/dates";
import { hashToken, parseToken } from "@/lib/tokens";
import { subcontractorScope, type SubcontractorScope } from "./scope";

export type SubcontractorEntry =
  | { kind: "open"; scope: SubcontractorScope; language: Language }
  | { kind: "expired"; language: Language }
  | { kind: "unknown" };

/**
 * Returns whose desk a token opens. Unknown, malformed and revoked tokens give the same answer: unknown.
 * A contact's token is unknown here, and theirs is unknown there.
 */
export async function findSubcontractorByToken(
  rawToken: unknown,
  now: Date,
): Promise<SubcontractorEntry> {
  const token = parseToken(rawToken);
  if (!token) return { kind: "unknown" };
  const found = await db().subcontractor.findUnique({
    where: { linkHash: hashToken(token) },
    select: {
      id: true,
      freelancerId: true,
      language: true,
      zone: true,
      linkRevokedAt: true,
      linkLastOn: true,
    },
  });
  if (!found || found.linkRevokedAt) return { kind: "unknown" };
  const language = languageOf(found.language);
  if (found.linkLastOn && fromDateColumn(found.linkLastOn) < dayIn(found.zone, now))
    return { kind: "expired", language };
  const { id: subcontractorId, freelancerId } = found;
  return { kind: "open", language, scope: subcontractorScope({ freelancerId, subcontractorId }) };
}

/**
 * Returns the subcontractor an unsubscribe token belongs to, even when their desk is closed. Null for an unknown or
 * malformed token.
 */
export async function findSubcontractorByUnsubscribeToken(
  rawToken: unknown,
): Promise<SubcontractorScope | null> {
  const token = parseToken(rawToken);
  if (!token) return null;
  const found = await db().subcontractor.findUnique({
    where: { unsubscribeHash: hashToken(token) },
    select: { id: true, freelancerId: true },
  });
  return found
    ? subcontractorScope({ freelancerId: found.freelancerId, subcontractorId: found.id })
    : null;
}
