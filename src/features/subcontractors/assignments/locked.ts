import type { Tx } from "@/db/client";
import { lock } from "@/db/locks";
import { studioEnvelope, toSubcontractor } from "@/features/emails/envelope";
import { tokenOf } from "@/features/subcontractors/links/commands";
import { languageOf } from "@/language/languages";
import { localeOf } from "@/language/locale";
import { notFound } from "@/lib/errors";
import { links } from "@/lib/links";

/** What the commands of an assignment need to know of it, of its two sides and of the studio. */
const facts = {
  id: true,
  freelancerId: true,
  projectId: true,
  subcontractorId: true,
  title: true,
  brief: true,
  doneAt: true,
  subcontractor: {
    select: {
      id: true,
      name: true,
      address: true,
      zone: true,
      country: true,
      language: true,
      linkCipher: true,
      linkRevokedAt: true,
      studio: {
        select: {
          ...studioEnvelope,
          language: true,
          zone: true,
          country: true,
          daysOff: true,
          followUpsFrom: true,
          followUpsUntil: true,
          checkBackWorkingDays: true,
          emailHoldSeconds: true,
          batchSeconds: true,
        },
      },
    },
  },
} as const;

export type LockedAssignment = Awaited<ReturnType<typeof lockAssignment>>;

/**
 * Locks an assignment of the freelancer's until the transaction ends, and returns what is known of it. With a
 * subcontractor named it is not found where it is not theirs.
 */
export async function lockAssignment(
  tx: Tx,
  whose: { freelancerId: string; subcontractorId?: string },
  assignmentId: string,
) {
  const { freelancerId, subcontractorId } = whose;
  await lock(tx, { freelancerId }, { assignment: assignmentId });
  const found = await tx.assignment.findUnique({
    where: { id: assignmentId, freelancerId, ...(subcontractorId ? { subcontractorId } : {}) },
    select: facts,
  });
  if (!found) throw notFound("assignment");
  const { subcontractor, ...rest } = found;
  const { studio, linkCipher, linkRevokedAt, language, ...person } = subcontractor;
  return {
    ...rest,
    studio,
    person,
    locale: localeOf(languageOf(language)),
    /** Their page about it; null where their link is revoked, and then they get no emails about it. */
    page: linkRevokedAt ? null : links.desk(tokenOf({ linkCipher }), found.id),
  };
}

/** Who an email about an assignment goes to, and what it is about. */
export const emailAbout = ({ id, projectId, studio, person }: LockedAssignment) => ({
  ...toSubcontractor(studio, person),
  projectId,
  assignmentId: id,
});
