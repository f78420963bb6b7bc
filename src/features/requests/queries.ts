import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { fromDateColumn, toDateColumn, type Day } from "@/lib/dates";
import { isOpen } from "./rules";
import { storedOptions } from "./schema";

/** As many requests of a project as its page shows. */
const MOST = 100;

/** Returns what was asked for in a project: what is open by its day, then the rest, the latest first. */
export async function listRequests({ freelancerId }: Scope, projectId: string) {
  const rows = await db().request.findMany({
    where: { freelancerId, projectId },
    orderBy: [{ askedAt: "desc" }, { id: "desc" }],
    take: MOST,
    select: {
      id: true,
      kind: true,
      title: true,
      details: true,
      options: true,
      dueOn: true,
      askedAt: true,
      changedAt: true,
      answeredAt: true,
      notedAt: true,
      cancelledAt: true,
      contact: { select: { name: true } },
      replies: {
        orderBy: [{ repliedAt: "asc" }, { id: "asc" }],
        select: {
          messageId: true,
          option: true,
          acceptedAt: true,
          message: { select: { text: true, contact: { select: { name: true } } } },
        },
      },
    },
  });
  const requests = rows.map(({ options, dueOn, contact, replies, ...request }) => ({
    ...request,
    options: storedOptions.parse(options),
    dueOn: fromDateColumn(dueOn),
    who: contact.name,
    replies: replies.map(({ message, ...reply }) => ({
      ...reply,
      text: message.text,
      by: message.contact?.name ?? null,
    })),
  }));
  return {
    open: requests.filter(isOpen).toSorted((a, b) => a.dueOn.localeCompare(b.dueOn)),
    closed: requests.filter((one) => !isOpen(one)),
  };
}

export type RequestRow = Awaited<ReturnType<typeof listRequests>>["open"][number];

/** Returns the open requests of a project whose day is over, the first due first. */
export async function listLate({ freelancerId }: Scope, projectId: string, today: Day) {
  const rows = await db().request.findMany({
    where: {
      freelancerId,
      projectId,
      answeredAt: null,
      cancelledAt: null,
      dueOn: { lt: toDateColumn(today) },
    },
    orderBy: [{ dueOn: "asc" }, { id: "asc" }],
    take: MOST,
    select: { id: true, title: true, dueOn: true },
  });
  return rows.map((row) => ({ ...row, dueOn: fromDateColumn(row.dueOn) }));
}
