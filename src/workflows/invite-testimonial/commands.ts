import type { Tx } from "@/db/client";
import { planTestimonialsAgain } from "@/features/follow-ups/testimonials/commands";
import { openTestimonial } from "@/features/testimonials/commands";
import { links } from "@/lib/links";

type About = { freelancerId: string; projectId: string; contactId: string };

/**
 * Opens the testimonial that a due invitation asks for, in its transaction. Returns where its contact gives it, changes
 * it and removes it.
 */
export async function openInvitation(tx: Tx, about: About, now: Date): Promise<string> {
  const { freelancerId, projectId, contactId } = about;
  return links.testimonial(await openTestimonial(tx, { freelancerId, projectId, contactId }, now));
}

/**
 * A case was closed: the invitations that it kept back are planned, two working days from now. For the transaction
 * that closes the case, once `Client.caseOpenedAt` is empty; the client is locked by the caller.
 */
export async function inviteAfterCase(
  tx: Tx,
  about: { freelancerId: string; clientId: string; openedAt: Date },
  closedAt: Date,
): Promise<void> {
  const { freelancerId, clientId, openedAt } = about;
  await planTestimonialsAgain(tx, { freelancerId, clientId, since: openedAt }, closedAt);
}
