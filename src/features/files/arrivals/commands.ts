import type { Tx } from "@/db/client";
import { gatherEmail } from "@/features/emails/commands";
import { toFreelancer } from "@/features/emails/envelope";
import { tellOfFiles } from "@/features/files/emails";
import { sizeName } from "@/features/files/rules";

/** As many files as a single email names; the project's page has them all. */
const FILES_IN_AN_EMAIL = 40;

type Project = {
  id: string;
  title: string;
  studio: Parameters<typeof toFreelancer>[0] & { batchSeconds: number };
};

/**
 * Emails the freelancer what contacts sent: one email for all files of the studio's batching time. The project is
 * locked by the caller, so that a batch has one email.
 */
export async function tellOfArrivals(tx: Tx, project: Project, now: Date): Promise<void> {
  const { id: projectId, title: projectTitle, studio } = project;
  const batch = {
    kind: "file.received",
    projectId,
    envelope: toFreelancer(studio),
    at: now,
    delaySeconds: studio.batchSeconds,
  } as const;
  await gatherEmail(tx, batch, async (since) => {
    const arrived = await listArrivals(tx, projectId, since);
    const named = arrived.slice(0, FILES_IN_AN_EMAIL);
    const files = named.map((file) => ({
      by: file.contact?.name ?? "Someone",
      name: file.name,
      size: sizeName(Number(file.bytes)),
    }));
    const { freelancerName } = studio;
    return {
      ...tellOfFiles({
        freelancerName,
        projectTitle,
        projectId,
        files,
        hasMore: arrived.length > named.length,
      }),
      newestId: named.at(-1)?.id ?? projectId,
    };
  });
}

function listArrivals(tx: Tx, projectId: string, since: Date) {
  return tx.file.findMany({
    where: { projectId, contactId: { not: null }, storedAt: { gte: since }, removedAt: null },
    orderBy: [{ storedAt: "asc" }, { id: "asc" }],
    take: FILES_IN_AN_EMAIL + 1,
    select: { id: true, name: true, bytes: true, contact: { select: { name: true } } },
  });
}
