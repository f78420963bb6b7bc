import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { storedOptions } from "@/features/requests/schema";
import { MOST } from "@/features/today/need";
import { fromDateColumn, toDateColumn, type Day } from "@/lib/dates";

const about = {
  id: true,
  title: true,
  projectId: true,
  project: { select: { title: true } },
} as const;

/**
 * Returns the answers that the freelancer has not read yet. One below which they have written since, or which they
 * marked as needing no reply, has been read.
 */
async function listAnswered({ freelancerId }: Scope) {
  return db().$queryRaw<
    {
      requestId: string;
      title: string;
      projectId: string;
      project: string;
      who: string;
      text: string;
      at: Date;
    }[]
  >`
    SELECT r."id" AS "requestId", r."title", r."projectId", p."title" AS "project", c."name" AS "who",
      left(m."text", 300) AS "text", m."writtenAt" AS "at"
    FROM "Request" r JOIN "Project" p ON p."id" = r."projectId"
      JOIN "RequestReply" y ON y."requestId" = r."id" AND y."acceptedAt" IS NOT NULL
      JOIN "Message" m ON m."id" = y."messageId" JOIN "Contact" c ON c."id" = m."contactId"
    WHERE r."freelancerId" = ${freelancerId}::uuid AND r."answeredAt" IS NOT NULL AND r."notedAt" IS NULL
      AND m."noReplyAt" IS NULL AND NOT EXISTS (SELECT 1 FROM "Message" later WHERE later."projectId" = r."projectId"
        AND later."contactId" IS NULL AND later."heldUntil" IS NULL AND later."writtenAt" > m."writtenAt")
    ORDER BY m."writtenAt" LIMIT ${MOST}`;
}

/** Returns the messages that were sent to an open request, and may be its answer: the last one for each. */
async function listReplied({ freelancerId }: Scope) {
  const rows = await db().request.findMany({
    where: {
      freelancerId,
      answeredAt: null,
      cancelledAt: null,
      project: { completedAt: null },
      replies: { some: { message: { noReplyAt: null } } },
    },
    orderBy: [{ dueOn: "asc" }, { id: "asc" }],
    take: MOST,
    select: {
      ...about,
      kind: true,
      options: true,
      replies: {
        where: { message: { noReplyAt: null } },
        orderBy: [{ repliedAt: "desc" }, { id: "desc" }],
        take: 1,
        select: {
          messageId: true,
          message: { select: { text: true, writtenAt: true, contact: { select: { name: true } } } },
        },
      },
    },
  });
  return rows.flatMap(({ id, title, projectId, project, kind, options, replies: [reply] }) =>
    reply
      ? {
          requestId: id,
          title,
          projectId,
          project: project.title,
          messageId: reply.messageId,
          isDecision: kind === "DECISION",
          options: storedOptions.parse(options),
          who: reply.message.contact?.name ?? "",
          text: reply.message.text.slice(0, 300),
          at: reply.message.writtenAt,
        }
      : [],
  );
}

/** Returns the open requests whose day is over. */
async function listLate({ freelancerId }: Scope, today: Day) {
  const rows = await db().request.findMany({
    where: {
      freelancerId,
      answeredAt: null,
      cancelledAt: null,
      dueOn: { lt: toDateColumn(today) },
      project: { completedAt: null },
    },
    orderBy: [{ dueOn: "asc" }, { id: "asc" }],
    take: MOST,
    select: { ...about, dueOn: true, contact: { select: { name: true } } },
  });
  return rows.map(({ id, dueOn, project, contact, ...one }) => ({
    ...one,
    requestId: id,
    project: project.title,
    who: contact.name,
    dueOn: fromDateColumn(dueOn),
  }));
}

/** Returns what requests need of the freelancer: answers to read, messages that may be one, and who is late. */
export async function listRequestNeeds(scope: Scope, today: Day) {
  const [answered, replied, late] = await Promise.all([
    listAnswered(scope),
    listReplied(scope),
    listLate(scope, today),
  ]);
  const repliedIds = new Set(replied.map(({ requestId }) => requestId));
  return [
    ...answered.map((one) => ({ kind: "request answered" as const, ...one })),
    ...replied.map((one) => ({ kind: "request replied" as const, ...one })),
    ...late
      .filter(({ requestId }) => !repliedIds.has(requestId))
      .map((one) => ({ kind: "request late" as const, ...one })),
  ];
}
