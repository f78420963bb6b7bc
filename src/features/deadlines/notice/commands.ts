import { gatherEmail } from "@/features/emails/commands";
import { toContact, type StudioFacts } from "@/features/emails/envelope";
import type { Tx } from "@/db/client";
import { deadlineMoved } from "@/features/deadlines/emails";
import { netMoves } from "@/features/deadlines/rules";
import { dayIn, fromDateColumn } from "@/lib/dates";
import { languageOf } from "@/language/languages";
import { localeOf } from "@/language/locale";
import { links } from "@/lib/links";
import { unseal } from "@/lib/tokens";

type About = {
  project: {
    id: string;
    title: string;
    contact: {
      id: string;
      name: string;
      address: string;
      language: string;
      linkCipher: Uint8Array;
      linkRevokedAt: Date | null;
    };
  };
  studio: StudioFacts & { zone: string; emailHoldSeconds: number };
};

/** One email for all moves of a project that are held together; none for those that end where they began. */
export async function gatherNotice(
  tx: Tx,
  { project, studio }: About,
  moveId: string,
  now: Date,
): Promise<void> {
  const { contact } = project;
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
    return { ...written, newestId: moveId };
  });
}

/**
 * The moves of a project since an instant, several of one deadline as one; none of those that end
 * where they began or earlier.
 */
async function noticesSince(tx: Tx, projectId: string, since: Date) {
  const moves = await tx.deadlineMove.findMany({
    where: { movedAt: { gte: since }, deadline: { projectId } },
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
