import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { listCandidates, type Sought } from "@/features/search/candidates/queries";
import type { Found } from "@/features/search/rules";

/** Returns the messages that fit, each with its thread. */
export async function findMessages(scope: Scope, sought: Sought): Promise<Found[]> {
  const ids = await listCandidates(scope, "message", sought);
  const rows = await db().message.findMany({
    where: { freelancerId: scope.freelancerId, id: { in: ids } },
    select: {
      id: true,
      text: true,
      writtenAt: true,
      projectId: true,
      clientId: true,
      project: { select: { title: true } },
      client: { select: { name: true } },
      contact: { select: { name: true } },
    },
  });
  return rows.map(({ id, text, writtenAt, projectId, clientId, project, client, contact }) => ({
    id,
    found: text,
    at: writtenAt,
    about: `${contact?.name ?? "You"}, ${project?.title ?? client.name}`,
    href: projectId ? `/projects/${projectId}` : `/clients/${clientId}`,
  }));
}

/** As many of the latest lines as a thread shows on its own page. */
const ON_ITS_PAGE = 50;

/**
 * Returns the same with each line's place in its thread: on the thread's own page, or on the older one that ends with
 * it.
 */
export async function placeMessages({ freelancerId }: Scope, rows: Found[]): Promise<Found[]> {
  const places = await db().$queryRaw<{ id: string; next: string | null; isOlder: boolean }[]>`
    SELECT m."id", later."ids"[1] AS "next", cardinality(later."ids") >= ${ON_ITS_PAGE} AS "isOlder"
    FROM "Message" m CROSS JOIN LATERAL (
      SELECT array_agg(one."id" ORDER BY one."writtenAt", one."id") AS "ids" FROM (
        (SELECT n."id", n."writtenAt" FROM "Message" n
          WHERE n."freelancerId" = ${freelancerId}::uuid AND n."projectId" = m."projectId"
            AND (n."writtenAt", n."id") > (m."writtenAt", m."id")
          ORDER BY n."writtenAt", n."id" LIMIT ${ON_ITS_PAGE})
        UNION ALL
        (SELECT n."id", n."writtenAt" FROM "Message" n
          WHERE n."freelancerId" = ${freelancerId}::uuid AND m."projectId" IS NULL
            AND n."clientId" = m."clientId" AND n."projectId" IS NULL
            AND (n."writtenAt", n."id") > (m."writtenAt", m."id")
          ORDER BY n."writtenAt", n."id" LIMIT ${ON_ITS_PAGE})) one) later
    WHERE m."freelancerId" = ${freelancerId}::uuid AND m."id" = ANY(${rows.map(({ id }) => id)}::uuid[])`;
  const placeOf = new Map(places.map((one) => [one.id, one.isOlder ? one.next : null]));
  return rows
    .filter(({ id }) => placeOf.has(id))
    .map((row) => ({ ...row, href: `${pathOf(row.href, placeOf.get(row.id))}#m-${row.id}` }));
}

function pathOf(thread: string, after: string | null | undefined): string {
  if (!after) return thread;
  return `${thread}${thread.startsWith("/projects") ? "/messages" : ""}?after=${after}`;
}
