import type { Scope } from "@/auth/scope";
import type { Prisma, Tx } from "@/db/client";
import { lock } from "@/db/locks";
import { gatherEmail } from "@/features/emails/commands";
import { studioEnvelope, toContact, type StudioFacts } from "@/features/emails/envelope";
import { deadlineMoved } from "@/features/deadlines/emails";
import { netMoves } from "@/features/deadlines/rules";
import { dayIn, fromDateColumn } from "@/lib/dates";
import { languageOf } from "@/language/languages";
import { localeOf } from "@/language/locale";
import { links } from "@/lib/links";
import { unseal } from "@/lib/tokens";

const readerFields = {
  id: true,
  name: true,
  address: true,
  language: true,
  linkCipher: true,
  linkRevokedAt: true,
  removedAt: true,
} satisfies Prisma.ContactSelect;

/** What a notice asks of a project: its people, and the studio. */
export const noticeProject = {
  id: true,
  title: true,
  completedAt: true,
  contact: { select: readerFields },
  readers: { orderBy: { contactId: "asc" }, select: { contact: { select: readerFields } } },
  client: {
    select: { studio: { select: { ...studioEnvelope, zone: true, emailHoldSeconds: true } } },
  },
} satisfies Prisma.ProjectSelect;

type Reader = Prisma.ContactGetPayload<{ select: typeof readerFields }>;

type About = {
  project: { id: string; title: string; contact: Reader; readers: { contact: Reader }[] };
  studio: StudioFacts & { zone: string; emailHoldSeconds: number };
};

/**
 * One email to each of a project's people for all moves that are held together; none for those that end where they
 * began, or of a date that was dropped. `newestId` is the newest fact. Called again once a date was dropped, deleted
 * or renamed, it says so in what waits.
 */
export async function gatherNotice(
  tx: Tx,
  { project, studio }: About,
  newestId: string,
  now: Date,
): Promise<void> {
  const others = project.readers.filter(({ contact }) => !contact.linkRevokedAt);
  for (const contact of [project.contact, ...others.map((one) => one.contact)])
    if (!contact.removedAt) await gatherFor(tx, { project, studio }, contact, newestId, now);
}

async function gatherFor(
  tx: Tx,
  { project, studio }: About,
  contact: Reader,
  newestId: string,
  now: Date,
): Promise<void> {
  const batch = {
    kind: "deadline.moved",
    projectId: project.id,
    envelope: toContact(studio, contact),
    at: now,
    delaySeconds: studio.emailHoldSeconds,
  } as const;
  await gatherEmail(tx, batch, async (since) => {
    const notices = await noticesSince(tx, project.id, since);
    if (notices.length === 0) return null;
    const page = contact.linkRevokedAt
      ? null
      : links.statusPage(unseal("contact-link", contact.linkCipher), project.id);
    const facts = {
      freelancerName: studio.freelancerName,
      contactName: contact.name,
      projectTitle: project.title,
      notices,
      today: dayIn(studio.zone, now),
    };
    const written = deadlineMoved(localeOf(languageOf(contact.language)), facts, page);
    return { ...written, newestId };
  });
}

/** The notices of a project that wait are written anew, in the transaction that holds it. */
export async function regatherNotice(
  tx: Tx,
  scope: Scope,
  { projectId, newestId }: { projectId: string; newestId: string },
  now: Date,
): Promise<void> {
  await lock(tx, scope, { project: projectId });
  const { client, ...project } = await tx.project.findUniqueOrThrow({
    where: { id: projectId, freelancerId: scope.freelancerId },
    select: noticeProject,
  });
  await gatherNotice(tx, { project, studio: client.studio }, newestId, now);
}

/** Whether a notice of a project waits in words of the freelancer's own, which nothing changes but they. */
export async function hasEditedNotice(tx: Tx, projectId: string): Promise<boolean> {
  const waits = { frozenAt: null, settledAt: null, editedAt: { not: null } };
  return (await tx.email.count({ where: { projectId, kind: "deadline.moved", ...waits } })) > 0;
}

/**
 * The moves of a project since an instant, several of one deadline as one; none of those that end
 * where they began or earlier.
 */
async function noticesSince(tx: Tx, projectId: string, since: Date) {
  const moves = await tx.deadlineMove.findMany({
    where: { movedAt: { gte: since }, deadline: { projectId, droppedAt: null } },
    orderBy: [{ movedAt: "asc" }, { id: "asc" }],
    select: {
      deadlineId: true,
      fromOn: true,
      toOn: true,
      reason: true,
      effect: true,
      doing: true,
      deadline: { select: { title: true } },
    },
  });
  const titles = new Map(moves.map((move) => [move.deadlineId, move.deadline.title]));
  const net = netMoves(
    moves.map((move) => ({
      ...move,
      fromOn: fromDateColumn(move.fromOn),
      toOn: fromDateColumn(move.toOn),
    })),
  );
  return net.map((move) => ({ ...move, title: titles.get(move.deadlineId) ?? "" }));
}
