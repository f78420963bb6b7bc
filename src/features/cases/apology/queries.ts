import type { Tx } from "@/db/client";

/** What an apology is drafted and checked from. */
export async function findApologyFacts(
  tx: Pick<Tx, "case">,
  one: { id: string; freelancerId: string },
) {
  const { client, project, complaints } = await tx.case.findUniqueOrThrow({
    where: { id: one.id, freelancerId: one.freelancerId },
    select: {
      client: { select: { studio: { select: { freelancerName: true } } } },
      project: { select: { title: true } },
      complaints: {
        orderBy: [{ at: "asc" }, { id: "asc" }],
        select: { words: true, specifics: true, about: true },
      },
    },
  });
  return {
    freelancerName: client.studio.freelancerName,
    projectTitle: project?.title ?? null,
    complaints,
  };
}
