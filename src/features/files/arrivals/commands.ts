import type { Tx } from "@/db/client";
import { tellOfFiles } from "@/features/files/emails";
import { sizeName } from "@/features/files/rules";
import { enqueueEmail, rewriteEmail } from "@/features/emails/commands";

const KIND = "file.received";
/** The most files named in one email; the project's page shows all. */
const FILES_IN_A_EMAIL = 40;

type Project = {
  id: string;
  freelancerId: string;
  title: string;
  studio: { freelancerName: string; replyTo: string; batchSeconds: number };
};

/**
 * Adds a contact's file to the freelancer's waiting email about this project, or starts one that is
 * sent after the batching time. The caller locks the project, so that a batch has one email.
 */
export async function tellOfArrivals(tx: Tx, project: Project, now: Date): Promise<void> {
  const waiting = await tx.email.findFirst({
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
    take: FILES_IN_A_EMAIL,
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
  if (waiting && (await rewriteEmail(tx, waiting.id, subject, words))) return;
  await enqueueEmail(tx, {
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
    sendAt: new Date(now.getTime() + batchSeconds * 1000),
  });
}
