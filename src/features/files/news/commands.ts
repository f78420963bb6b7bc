import type { Tx } from "@/db/client";
import { tellOfFiles } from "@/features/files/letters";
import { sizeName } from "@/features/files/rules";
import { enqueueLetter, rewriteLetter } from "@/features/letters/commands";

const KIND = "file.received";
/** As many files as a single letter names; the project's page has them all. */
const FILES_IN_A_LETTER = 40;

type Project = {
  id: string;
  freelancerId: string;
  title: string;
  studio: { freelancerName: string; replyTo: string; batchSeconds: number };
};

/**
 * Adds what contacts sent to the freelancer's waiting letter about this project, or begins one that
 * leaves after the batching time. The project is locked by the caller, so that a batch has one letter.
 */
export async function tellOfArrivals(tx: Tx, project: Project, now: Date): Promise<void> {
  const waiting = await tx.letter.findFirst({
    where: {
      projectId: project.id,
      contactId: null,
      kind: KIND,
      frozenAt: null,
      settledAt: null,
      editedAt: null,
    },
    orderBy: { createdAt: "desc" },
    select: { id: true, createdAt: true },
  });
  const arrived = await tx.file.findMany({
    where: {
      projectId: project.id,
      contactId: { not: null },
      storedAt: { gte: waiting?.createdAt ?? now },
      removedAt: null,
    },
    orderBy: [{ storedAt: "asc" }, { id: "asc" }],
    take: FILES_IN_A_LETTER,
    select: { id: true, name: true, bytes: true, contact: { select: { name: true } } },
  });
  const { freelancerName, replyTo, batchSeconds } = project.studio;
  const files = arrived.map((file) => ({
    by: file.contact?.name ?? "Someone",
    name: file.name,
    size: sizeName(Number(file.bytes)),
  }));
  const { subject, words } = tellOfFiles({
    freelancerName,
    projectTitle: project.title,
    projectId: project.id,
    files,
  });
  if (waiting && (await rewriteLetter(tx, waiting.id, subject, words))) return;
  await enqueueLetter(tx, {
    freelancerId: project.freelancerId,
    kind: KIND,
    dedupeKey: `${KIND}:${arrived.at(-1)?.id ?? project.id}:freelancer`,
    projectId: project.id,
    fromName: "Uptomark",
    replyTo: null,
    toName: freelancerName,
    toAddress: replyTo,
    subject,
    words,
    createdAt: now,
    leavesAt: new Date(now.getTime() + batchSeconds * 1000),
  });
}
