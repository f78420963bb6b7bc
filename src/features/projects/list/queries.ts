import type { Scope } from "@/auth/scope";
import { db, type Prisma } from "@/db/client";
import { asDeadline, deadlineFields, PAGE } from "@/features/projects/queries";
import { notFound } from "@/lib/errors";

const rowFields = {
  id: true,
  title: true,
  completedAt: true,
  cancelledAt: true,
  client: { select: { name: true } },
  contact: { select: { name: true } },
  deadlines: {
    where: { metAt: null, droppedAt: null },
    orderBy: [{ promisedOn: "asc" as const }, { id: "asc" as const }],
    take: 1,
    select: deadlineFields,
  },
} satisfies Prisma.ProjectSelect;

/**
 * Returns the freelancer's projects, open ones first, newest first, fifty at a time. `after` is the
 * last id of the previous page. Deep pages cost as much as the first, because the position is
 * looked up by value.
 */
export async function listProjects(scope: Scope, after?: string) {
  const place = after
    ? await db().project.findUnique({
        where: { id: after, freelancerId: scope.freelancerId },
        select: { id: true, createdAt: true, completedAt: true },
      })
    : null;
  if (after && !place) throw notFound("page");
  const rows = place?.completedAt ? [] : await listOpen(scope, place, PAGE + 1);
  if (rows.length <= PAGE)
    rows.push(
      ...(await listCompleted(
        scope,
        place?.completedAt ? { id: place.id, completedAt: place.completedAt } : null,
        PAGE + 1 - rows.length,
      )),
    );
  const projects = rows.slice(0, PAGE).map(({ deadlines, ...project }) => ({
    ...project,
    next: deadlines.map(asDeadline)[0] ?? null,
  }));
  return { projects, more: rows.length > PAGE ? projects.at(-1)!.id : null };
}
// In both queries, the bound on the time alone repeats the alternatives, so that the index is
// entered at the right position.
function listOpen(scope: Scope, place: { id: string; createdAt: Date } | null, take: number) {
  return db().project.findMany({
    where: {
      freelancerId: scope.freelancerId,
      completedAt: null,
      ...(place
        ? {
            createdAt: { lte: place.createdAt },
            OR: [{ createdAt: { lt: place.createdAt } }, { id: { lt: place.id } }],
          }
        : {}),
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take,
    select: rowFields,
  });
}

function listCompleted(
  scope: Scope,
  place: { id: string; completedAt: Date } | null,
  take: number,
) {
  return db().project.findMany({
    where: {
      freelancerId: scope.freelancerId,
      archivedAt: null,
      completedAt: place ? { not: null, lte: place.completedAt } : { not: null },
      ...(place
        ? { OR: [{ completedAt: { lt: place.completedAt } }, { id: { lt: place.id } }] }
        : {}),
    },
    orderBy: [{ completedAt: "desc" }, { id: "desc" }],
    take,
    select: rowFields,
  });
}

export type ProjectRow = Awaited<ReturnType<typeof listProjects>>["projects"][number];
