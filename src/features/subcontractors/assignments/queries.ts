import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { assignmentShown, readable } from "@/features/subcontractors/desk/queries";
import { languageOf } from "@/language/languages";
import { fromDateColumn } from "@/lib/dates";
import { notFound } from "@/lib/errors";

/** Returns a project's assignments, open ones first: who does what, and their next date. */
export async function listAssignments({ freelancerId }: Scope, projectId: string) {
  const rows = await db().assignment.findMany({
    where: { freelancerId, projectId },
    orderBy: [{ doneAt: { sort: "desc", nulls: "first" } }, { begunAt: "desc" }, { id: "asc" }],
    select: {
      id: true,
      title: true,
      doneAt: true,
      waitingSince: true,
      subcontractor: { select: { name: true } },
      dates: { select: { id: true, kind: true, title: true, promisedOn: true, doneOn: true } },
    },
  });
  return rows.map(({ dates, subcontractor, ...one }) => ({
    ...one,
    subcontractor: subcontractor.name,
    dates: dates.map((date) => ({
      ...date,
      promisedOn: fromDateColumn(date.promisedOn),
      doneOn: date.doneOn && fromDateColumn(date.doneOn),
    })),
  }));
}

export type AssignmentRow = Awaited<ReturnType<typeof listAssignments>>[number];

/** Returns an assignment as the studio shows it: what its subcontractor sees, whose project it is in, and who they are. */
export async function getAssignment({ freelancerId }: Scope, assignmentId: string) {
  const found = await db().assignment.findUnique({
    where: { id: assignmentId, freelancerId },
    select: {
      ...assignmentShown,
      waitingSince: true,
      project: { select: { id: true, title: true } },
      subcontractor: { select: { id: true, name: true, language: true, linkRevokedAt: true } },
    },
  });
  if (!found) throw notFound("assignment");
  const { subcontractor, ...rest } = found;
  return {
    ...readable(rest),
    subcontractor: { ...subcontractor, language: languageOf(subcontractor.language) },
  };
}

export type AssignmentFacts = Awaited<ReturnType<typeof getAssignment>>;

/** Returns what of a file's row gives its bytes, for the freelancer. */
export async function getAssignmentFile({ freelancerId }: Scope, fileId: string) {
  const found = await db().assignmentFile.findUnique({
    where: { id: fileId, freelancerId, storedAt: { not: null }, removedAt: null },
    select: { name: true, mediaType: true, storeKey: true },
  });
  if (!found) throw notFound("file");
  return found;
}
