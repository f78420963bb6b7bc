import type { Scope } from "@/auth/scope";
import { db, type Prisma } from "@/db/client";
import { listForeseen } from "@/features/follow-ups/forecast/queries";
import { whyThen } from "@/features/follow-ups/forecast/rules";
import { findOwnText, openOwnWords } from "@/features/follow-ups/queries";
import { emailTimes } from "@/features/emails/queries";
import { TOO_LATE_DAYS } from "@/features/emails/rules";
import type { Say } from "@/language/say";
import { contactHoursOf } from "@/lib/contact-hours";
import { languageOf } from "@/language/languages";
import { notFound } from "@/lib/errors";

/** The most a page shows. */
const MOST = 50;

const fields = {
  id: true,
  kind: true,
  projectId: true,
  contactId: true,
  plannedAt: true,
  dueAt: true,
  heldAt: true,
  settledAt: true,
  skippedAt: true,
  cancelledAt: true,
  why: true,
  emailId: true,
  ownCipher: true,
  contact: {
    select: {
      name: true,
      zone: true,
      country: true,
      language: true,
      client: { select: { studio: true } },
    },
  },
  email: { select: { id: true, subject: true, toName: true, ...emailTimes } },
  project: { select: { title: true } },
} as const;

/** Returns a project's follow-ups by day, each with what the worker will do with it and why. */
export async function listTimeline(scope: Scope, projectId: string, now: Date) {
  return listRows(scope, { projectId }, now);
}

/** Returns the overdue follow-ups that wait for the freelancer, oldest first. */
export async function listHeld(scope: Scope, now: Date) {
  const tooLate = new Date(now.getTime() - TOO_LATE_DAYS * 86_400_000);
  return listRows(
    scope,
    { settledAt: null, OR: [{ heldAt: { not: null } }, { dueAt: { lt: tooLate } }] },
    now,
  );
}

async function listRows(scope: Scope, where: Prisma.FollowUpWhereInput, now: Date) {
  const rows = await db().followUp.findMany({
    where: { ...where, freelancerId: scope.freelancerId },
    orderBy: [{ dueAt: "asc" }, { id: "asc" }],
    take: MOST,
    select: fields,
  });
  // All of a contact's projects decide whether they may be asked.
  const contactIds = rows.filter((row) => !row.settledAt).map((row) => row.contactId);
  const ahead =
    contactIds.length > 0
      ? await listForeseen(
          { freelancerId: scope.freelancerId, contactId: { in: contactIds }, settledAt: null },
          now,
        )
      : [];
  return rows.map(({ ownCipher, project, ...row }) => {
    const foreseen = ahead.find((one) => one.id === row.id);
    const contactHours = contactHoursOf(row.contact, row.contact.client.studio);
    return {
      ...row,
      project: project?.title ?? "",
      isReworded: ownCipher !== null,
      zone: contactHours.zone,
      sendAt: foreseen?.sendAt ?? row.dueAt,
      whyNot: foreseen?.whyNot ?? null,
      isLate: foreseen?.isLate ?? false,
      whyThen: row.kind === "THANK_YOU" ? null : (t: Say) => whyThen({ ...row, contactHours }, t),
    };
  });
}

/**
 * Returns one follow-up with the words it will use: its own, those for its kind, or null for the
 * default words.
 */
export async function getFollowUp(scope: Scope, followUpId: string, now: Date) {
  const found = await db().followUp.findUnique({
    where: { id: followUpId, freelancerId: scope.freelancerId },
    select: { ownCipher: true },
  });
  const [followUp] = await listRows(scope, { id: followUpId }, now);
  if (!found || !followUp) throw notFound("followUp");
  const language = languageOf(followUp.contact.language);
  return {
    ...followUp,
    own:
      openOwnWords(found.ownCipher) ??
      (await findOwnText(scope.freelancerId, followUp.kind, language)),
    language,
  };
}

export type FollowUpRow = Awaited<ReturnType<typeof listTimeline>>[number];
