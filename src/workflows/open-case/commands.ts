import type { Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import { lock } from "@/db/locks";
import { addComplaint, type Complaining } from "@/features/cases/commands";
import type { NewComplaint } from "@/features/cases/schema";
import { markCase } from "@/features/clients/commands";
import { KINDS_STOPPED_BY_CASE } from "@/features/follow-ups/kinds";
import { notFound } from "@/lib/errors";
import { stored } from "@/language/stored";
import { cancelFollowUps } from "@/workflows/cancel-follow-ups/commands";

/**
 * Opens a case with a complaint, or adds it to the client's open one, in the transaction that holds the client. With
 * it, together or not at all, what would ask this client for more is cancelled (the kinds that an open case stops),
 * and so is the thank-you for the project that it is about, unless it was sent. Returns the case.
 */
export async function openCase(tx: Tx, complaint: Complaining, now: Date): Promise<string> {
  const { freelancerId, clientId, projectId } = complaint;
  const { caseId, isNew } = await addComplaint(tx, complaint, now);
  if (isNew) await markCase(tx, clientId, now);
  const asking = {
    freelancerId,
    contact: { clientId },
    kind: { in: KINDS_STOPPED_BY_CASE },
  };
  await cancelFollowUps(tx, asking, stored("caseOpen"), now);
  if (projectId) {
    const thankYou = { freelancerId, projectId, kind: "THANK_YOU" as const };
    await cancelFollowUps(tx, thankYou, stored("caseAboutProject"), now);
  }
  return caseId;
}

/**
 * Writes down a complaint that came by any channel: a call, a meeting, a public comment. It opens a case, or is added
 * to the open one, as above. A contact or project of somebody else's is not found, and so is a project of another
 * client's. Returns the case.
 */
export async function logComplaint(scope: Scope, input: NewComplaint, now: Date): Promise<string> {
  const { contactId, projectId = null, ...said } = input;
  const { freelancerId } = scope;
  return inTransaction(async (tx) => {
    const contact = await tx.contact.findUnique({
      where: { id: contactId, freelancerId },
      select: { clientId: true },
    });
    if (!contact) throw notFound("contact");
    const { clientId } = contact;
    await lock(tx, scope, { client: clientId });
    if (projectId) {
      const where = { id: projectId, freelancerId, clientId };
      if (!(await tx.project.findUnique({ where, select: { id: true } })))
        throw notFound("project");
    }
    const parties = { freelancerId, clientId, contactId, projectId };
    return openCase(tx, { ...parties, ...said, actor: "FREELANCER" }, now);
  });
}
