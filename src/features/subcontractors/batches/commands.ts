import type { Tx } from "@/db/client";
import { cancelEmail, findWaitingEmail, gatherEmail } from "@/features/emails/commands";
import { toFreelancer, toSubcontractor } from "@/features/emails/envelope";
import type { LockedAssignment } from "@/features/subcontractors/assignments/locked";
import { posted, received } from "@/features/subcontractors/emails";
import { studioLocaleOf } from "@/language/studio";
import { sizeName } from "@/lib/files";
import { links } from "@/lib/links";

/** As many messages and files of one side as a single email holds; the page has them all. */
const MOST_IN_AN_EMAIL = 40;

/**
 * Emails one side what the other wrote and sent: one email for all of the studio's batching time, in the transaction
 * that holds the assignment. Whose link is revoked gets none.
 */
export async function emailBatch(
  tx: Tx,
  assignment: LockedAssignment,
  direction: "to them" | "from them",
  at: Date,
): Promise<void> {
  const { id: assignmentId, projectId, studio, person, title, locale, page } = assignment;
  if (direction === "to them" && !page) return;
  const isTheirs = direction === "from them";
  const names = { freelancerName: studio.freelancerName, name: person.name, title };
  const batch = {
    kind: isTheirs ? ("assignment.received" as const) : ("assignment.posted" as const),
    projectId,
    assignmentId,
    envelope: isTheirs ? toFreelancer(studio) : toSubcontractor(studio, person),
    at,
    delaySeconds: studio.batchSeconds,
  };
  await gatherEmail(tx, batch, async (since) => {
    const sent = await listBatch(tx, assignment, isTheirs, since);
    if (!sent) return null;
    const { newestId, texts, files, hasMore } = sent;
    const own = isTheirs ? studioLocaleOf(studio.language) : locale;
    const shown = files.map(({ name, bytes }) => `${name} (${sizeName(bytes, own.units)})`);
    const facts = { ...names, texts, files: shown, hasMore };
    return {
      newestId,
      ...(isTheirs
        ? received(studioLocaleOf(studio.language), facts, links.assignment(assignmentId))
        : posted(locale, facts, page!)),
    };
  });
}

/** What one side wrote and sent since an instant; null for nothing. */
async function listBatch(
  tx: Tx,
  { id: assignmentId, freelancerId }: LockedAssignment,
  isTheirs: boolean,
  since: Date,
) {
  const where = { freelancerId, assignmentId, isTheirs };
  const lines = await tx.assignmentMessage.findMany({
    where: { ...where, writtenAt: { gte: since } },
    orderBy: [{ writtenAt: "asc" }, { id: "asc" }],
    take: MOST_IN_AN_EMAIL + 1,
    select: { id: true, text: true, writtenAt: true },
  });
  const files = await tx.assignmentFile.findMany({
    where: { ...where, storedAt: { gte: since }, removedAt: null },
    orderBy: [{ storedAt: "asc" }, { id: "asc" }],
    take: MOST_IN_AN_EMAIL + 1,
    select: { id: true, name: true, bytes: true },
  });
  const newestId = lines.at(-1)?.id ?? files.at(-1)?.id;
  if (!newestId) return null;
  return {
    newestId,
    texts: lines.slice(0, MOST_IN_AN_EMAIL).map(({ text }) => text),
    files: files
      .slice(0, MOST_IN_AN_EMAIL)
      .map(({ name, bytes }) => ({ name, bytes: Number(bytes) })),
    hasMore: Math.max(lines.length, files.length) > MOST_IN_AN_EMAIL,
  };
}

/** What the freelancer has answered needs no email to them any more. */
export async function forgetBatch(
  tx: Tx,
  { id: assignmentId, projectId }: LockedAssignment,
  now: Date,
): Promise<void> {
  const about = { kind: "assignment.received" as const, projectId, assignmentId, contactId: null };
  const waiting = await findWaitingEmail(tx, about);
  if (waiting) await cancelEmail(tx, waiting.id, now);
}
