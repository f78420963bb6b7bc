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

/** Which of the projects: those completed alone, of one client, by a part of their name or their client's. */
export type Which = { isCompleted?: boolean; clientId?: string; find?: string };

/**
 * Returns the freelancer's projects, open ones first, newest first, fifty at a time. `after` is the
 * last id of the previous page. Deep pages cost as much as the first, because the position is
 * looked up by value.
 */
export async function listProjects(scope: Scope, after?: string, which: Which = {}) {
  const place = after
    ? await db().project.findUnique({
        where: { id: after, freelancerId: scope.freelancerId },
        select: { id: true, createdAt: true, completedAt: true },
      })
    : null;
  if (after && !place) throw notFound("page");
  const wanted = wantedOf(scope, which);
  const rows =
    place?.completedAt || which.isCompleted ? [] : await listOpen(wanted, place, PAGE + 1);
  if (rows.length <= PAGE)
    rows.push(
      ...(await listCompleted(
        wanted,
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

function wantedOf({ freelancerId }: Scope, { clientId, find }: Which) {
  const like = { contains: find, mode: "insensitive" } as const;
  return {
    freelancerId,
    ...(clientId ? { clientId } : {}),
    ...(find ? { AND: { OR: [{ title: like }, { client: { name: like } }] } } : {}),
  } satisfies Prisma.ProjectWhereInput;
}
type Wanted = ReturnType<typeof wantedOf>;

// In both queries, the bound on the time alone repeats the alternatives, so that the index is
// entered at the right position.
function listOpen(
  { freelancerId, ...wanted }: Wanted,
  place: { id: string; createdAt: Date } | null,
  take: number,
) {
  return db().project.findMany({
    where: {
      freelancerId,
      ...wanted,
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
  { freelancerId, ...wanted }: Wanted,
  place: { id: string; completedAt: Date } | null,
  take: number,
) {
  return db().project.findMany({
    where: {
      freelancerId,
      archivedAt: null,
      ...wanted,
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
