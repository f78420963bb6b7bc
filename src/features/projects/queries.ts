import type { Scope } from "@/auth/scope";
import { db, type Prisma } from "@/db/client";
import { emailTimes } from "@/features/emails/queries";
import { languageOf } from "@/language/languages";
import { clientPath } from "@/lib/client-paths";
import { fromDateColumn } from "@/lib/dates";
import { pageOf } from "@/lib/page-of";
import { notFound } from "@/lib/errors";
import { unseal } from "@/lib/tokens";

export const PAGE = 50;

export const deadlineFields = {
  id: true,
  title: true,
  promisedOn: true,
  targetOn: true,
  holder: true,
  metAt: true,
  droppedAt: true,
  createdAt: true,
  moves: {
    orderBy: [{ movedAt: "asc" as const }, { id: "asc" as const }],
    select: {
      id: true,
      fromOn: true,
      toOn: true,
      reason: true,
      effect: true,
      doing: true,
      movedAt: true,
    },
  },
} satisfies Prisma.DeadlineSelect;

const inOrder = [
  { position: "asc" as const },
  { promisedOn: "asc" as const },
  { id: "asc" as const },
];

/** What a project is called; refused as not found where it is none of the freelancer's. */
export async function findProjectTitle(scope: Scope, projectId: string): Promise<string> {
  const project = await db().project.findUnique({
    where: { id: projectId, freelancerId: scope.freelancerId },
    select: { title: true },
  });
  if (!project) throw notFound("project");
  return project.title;
}

/** Returns one whole project: its promises, emails and answers. */
export async function getProject(scope: Scope, projectId: string) {
  const where = { projectId, freelancerId: scope.freelancerId };
  const [project, deadlines, emails, surveys, stopped] = await Promise.all([
    db().project.findUnique({
      where: { id: projectId, freelancerId: scope.freelancerId },
      select: {
        id: true,
        title: true,
        summary: true,
        completedAt: true,
        welcomedAt: true,
        completesAt: true,
        cancelledAt: true,
        archivedAt: true,
        readers: { select: { contactId: true } },
        createdAt: true,
        client: { select: { id: true, name: true } },
        contact: {
          select: {
            id: true,
            name: true,
            zone: true,
            language: true,
            linkCipher: true,
            linkRevokedAt: true,
            openedOn: true,
          },
        },
      },
    }),
    db().deadline.findMany({
      where,
      orderBy: inOrder,
      select: { ...deadlineFields, atRiskAt: true },
    }),
    listProjectEmails(scope, projectId),
    db().survey.findMany({
      where,
      orderBy: { invitedAt: "asc" },
      select: {
        id: true,
        contactId: true,
        invitedAt: true,
        contact: { select: { name: true } },
        answers: {
          orderBy: { ordinal: "asc" },
          select: { ordinal: true, verdict: true, effort: true, words: true, answeredAt: true },
        },
      },
    }),
    // A question whose email was skipped before it was sent was never asked.
    db().followUp.findMany({
      where: {
        ...where,
        kind: "CHECK_BACK",
        email: {
          sentAt: null,
          doubtSince: null,
          OR: [{ skippedAt: { not: null } }, { cancelledAt: { not: null } }],
        },
      },
      select: { contactId: true },
    }),
  ]);
  if (!project) throw notFound("project");
  const { linkCipher, linkRevokedAt, openedOn, ...contact } = project.contact;
  return {
    ...project,
    contact: {
      ...contact,
      language: languageOf(contact.language),
      openedOn: openedOn && fromDateColumn(openedOn),
      pagePath: linkRevokedAt
        ? null
        : clientPath.statusPage(unseal("contact-link", linkCipher), project.id),
    },
    deadlines: deadlines.map(asDeadline),
    emails: emails.emails,
    moreEmails: emails.more,
    surveys: surveys.filter(
      (survey) =>
        survey.answers.length > 0 || !stopped.some((one) => one.contactId === survey.contactId),
    ),
  };
}

/** Returns a project's emails, the last to be sent first, or those after one of them. */
export async function listProjectEmails(scope: Scope, projectId: string, after?: string) {
  const where = { projectId, freelancerId: scope.freelancerId };
  if (after && !(await db().email.count({ where: { ...where, id: after } })))
    throw notFound("page");
  const found = await db().email.findMany({
    where,
    orderBy: [{ sendAt: "desc" }, { id: "desc" }],
    take: PAGE + 1,
    ...from(after),
    select: { id: true, kind: true, subject: true, toName: true, ...emailTimes },
  });
  const { rows, more } = pageOf(found, PAGE);
  return { emails: rows, more };
}

/** Where a page begins. Prisma looks a cursor up without the scope: whoever calls has asked whose it is. */
const from = (after: string | undefined) => ({
  cursor: after ? { id: after } : undefined,
  skip: after ? 1 : 0,
});

type Move = {
  id: string;
  fromOn: Date;
  toOn: Date;
  reason: string;
  effect: string;
  doing: string;
  movedAt: Date;
};

export function asDeadline<D extends { promisedOn: Date; targetOn: Date | null; moves: Move[] }>(
  deadline: D,
) {
  return {
    ...deadline,
    promisedOn: fromDateColumn(deadline.promisedOn),
    targetOn: deadline.targetOn ? fromDateColumn(deadline.targetOn) : null,
    moves: deadline.moves.map((move) => ({
      ...move,
      fromOn: fromDateColumn(move.fromOn),
      toOn: fromDateColumn(move.toOn),
    })),
  };
}
