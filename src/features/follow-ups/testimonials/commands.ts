import type { Tx } from "@/db/client";
import { markDue } from "@/features/follow-ups/commands";
import { plan } from "@/features/follow-ups/planning/commands";
import { isOn } from "@/features/follow-ups/kinds";
import { CASE_IS_OPEN, nextInvitation, turnedOff } from "@/features/follow-ups/rules";
import { contactHoursOf } from "@/lib/contact-hours";

type About = { freelancerId: string; projectId: string; contactId: string };

/**
 * Plans the invitation to say something in public, in the transaction of the first answer: the same for every
 * verdict. While a case is open with the client it is saved as cancelled, and comes with the end of the case. There
 * is one for a project and contact, for ever. The client is locked by the caller.
 */
export async function planTestimonial(tx: Tx, about: About, answeredAt: Date): Promise<void> {
  const { freelancerId, projectId, contactId } = about;
  const { client, ...contact } = await tx.contact.findUniqueOrThrow({
    where: { id: contactId, freelancerId },
    select: {
      zone: true,
      country: true,
      client: {
        select: { caseOpenedAt: true, studio: { include: { switchedOff: true } } },
      },
    },
  });
  const dueAt = nextInvitation(answeredAt, contactHoursOf(contact, client.studio));
  const stopped = isOn(client.studio, "TESTIMONIAL") ? null : turnedOff("TESTIMONIAL");
  await plan(
    tx,
    { freelancerId, projectId, contactId, kind: "TESTIMONIAL", plannedAt: answeredAt, dueAt },
    stopped ?? (client.caseOpenedAt ? CASE_IS_OPEN : null),
  );
}

/** Those of a client since their case was opened, or those of a project that was open again. */
type Which = { freelancerId: string } & ({ clientId: string; since: Date } | { projectId: string });

/**
 * Plans invitations anew once what kept them back is over, in the caller's transaction: two working days after the
 * case was closed, or the project completed once more. What was sent or skipped stays so; what is not answered, or
 * about an open project, is not planned. Call it after the case is closed: `Client.caseOpenedAt` is empty by then.
 */
export async function planTestimonialsAgain(tx: Tx, which: Which, now: Date): Promise<void> {
  const { freelancerId } = which;
  const stopped =
    "since" in which
      ? [{ cancelledAt: { gte: which.since } }, { settledAt: null }]
      : [{ cancelledAt: { not: null } }];
  const followUps = await tx.followUp.findMany({
    where: {
      freelancerId,
      kind: "TESTIMONIAL",
      OR: stopped,
      project: { completedAt: { not: null } },
      ...("since" in which
        ? { contact: { clientId: which.clientId } }
        : { projectId: which.projectId }),
    },
    orderBy: { id: "asc" },
    select: { id: true, projectId: true, contactId: true, settledAt: true },
  });
  for (const { id, projectId, contactId, settledAt } of followUps) {
    if (!projectId) continue;
    if (settledAt) await planTestimonial(tx, { freelancerId, projectId, contactId }, now);
    else await markDue(tx, id, await dueAfter(tx, contactId, now));
  }
}

async function dueAfter(tx: Tx, contactId: string, now: Date): Promise<Date> {
  const { client, ...contact } = await tx.contact.findUniqueOrThrow({
    where: { id: contactId },
    select: { zone: true, country: true, client: { select: { studio: true } } },
  });
  return nextInvitation(now, contactHoursOf(contact, client.studio));
}
