import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { languageOf } from "@/language/languages";
import { fromDateColumn } from "@/lib/dates";
import { notFound } from "@/lib/errors";

/** The order of deadlines: the freelancer's own, then by date. */
export const deadlineOrder = [
  { position: "asc" as const },
  { promisedOn: "asc" as const },
  { id: "asc" as const },
];

/** Returns a promise as it is changed, with its project and whom that is for; a stranger's is not found. */
export async function getPromise({ freelancerId }: Scope, deadlineId: string) {
  const found = await db().deadline.findUnique({
    where: { id: deadlineId, freelancerId },
    select: {
      id: true,
      title: true,
      holder: true,
      targetOn: true,
      metAt: true,
      droppedAt: true,
      project: {
        select: {
          id: true,
          title: true,
          completedAt: true,
          contact: { select: { id: true, name: true } },
        },
      },
    },
  });
  if (!found) throw notFound("deadline");
  return { ...found, targetOn: found.targetOn && fromDateColumn(found.targetOn) };
}

export type PromiseFacts = Awaited<ReturnType<typeof getPromise>>;

/** A deadline with what its delay notice needs. */
export async function getDelay(scope: Scope, deadlineId: string) {
  const deadline = await db().deadline.findUnique({
    where: { id: deadlineId, freelancerId: scope.freelancerId },
    select: {
      id: true,
      title: true,
      promisedOn: true,
      metAt: true,
      project: {
        select: {
          id: true,
          title: true,
          completedAt: true,
          contact: { select: { id: true, name: true, language: true } },
        },
      },
    },
  });
  if (!deadline) throw notFound("deadline");
  return {
    ...deadline,
    promisedOn: fromDateColumn(deadline.promisedOn),
    language: languageOf(deadline.project.contact.language),
  };
}
