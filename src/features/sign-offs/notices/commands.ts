import type { Tx } from "@/db/client";
import {
  cancelWaiting,
  enqueueEmail,
  findWaitingEmail,
  gatherEmail,
} from "@/features/emails/commands";
import { studioEnvelope, toContact } from "@/features/emails/envelope";
import { completionAsked, signOffAsked } from "@/features/sign-offs/emails";
import { listOpen } from "@/features/sign-offs/queries";
import { languageOf } from "@/language/languages";
import { localeOf } from "@/language/locale";
import { dayIn } from "@/lib/dates";
import { links } from "@/lib/links";
import { unseal } from "@/lib/tokens";

/** One email for all that is put before a contact within the undo time; none where nothing of it is open any more. */
export async function emailAboutOpen(tx: Tx, projectId: string, now: Date): Promise<void> {
  const { studio, contact, title } = await aboutProject(tx, projectId);
  const batch = {
    kind: "signOff.asked",
    projectId,
    envelope: toContact(studio, contact),
    at: now,
    delaySeconds: studio.emailHoldSeconds,
  } as const;
  await gatherEmail(tx, batch, async (since) => {
    const put = (await listOpen(tx, studio.freelancerId, projectId)).filter(
      (one) => one.putAt >= since,
    );
    const newest = put.at(-1);
    if (!newest) return null;
    const facts = {
      freelancerName: studio.freelancerName,
      contactName: contact.name,
      projectTitle: title,
      put,
    };
    const locale = localeOf(languageOf(contact.language));
    return { ...signOffAsked(locale, facts, contact.page), newestId: newest.id };
  });
}

/** An email about open rounds that waits tells of those that are still open; where none is, it isn't sent. */
export async function updateEmailAboutOpen(tx: Tx, projectId: string, now: Date): Promise<void> {
  const { studio, contact } = await aboutProject(tx, projectId);
  const open = await listOpen(tx, studio.freelancerId, projectId);
  if (open.length === 0) return cancelWaiting(tx, { kind: "signOff.asked", projectId }, now);
  const about = { kind: "signOff.asked", projectId, contactId: contact.id } as const;
  if (await findWaitingEmail(tx, about)) await emailAboutOpen(tx, projectId, now);
}

async function aboutProject(tx: Tx, projectId: string) {
  const { client, contact, title } = await tx.project.findUniqueOrThrow({
    where: { id: projectId },
    select: {
      title: true,
      contact: {
        select: {
          id: true,
          name: true,
          address: true,
          language: true,
          linkCipher: true,
          linkRevokedAt: true,
        },
      },
      client: {
        select: { studio: { select: { ...studioEnvelope, emailHoldSeconds: true, zone: true } } },
      },
    },
  });
  const page = contact.linkRevokedAt
    ? null
    : links.statusPage(unseal("contact-link", contact.linkCipher), projectId);
  return { studio: client.studio, contact: { ...contact, page }, title };
}

/** A completion waits for the open rounds: the contact gets an email that names them and the day. */
export async function emailAboutWait(
  tx: Tx,
  projectId: string,
  { titles, completesAt }: { titles: string[]; completesAt: Date },
  now: Date,
): Promise<void> {
  const { studio, contact, title } = await aboutProject(tx, projectId);
  const facts = {
    freelancerName: studio.freelancerName,
    contactName: contact.name,
    projectTitle: title,
    titles,
    on: dayIn(studio.zone, completesAt),
    today: dayIn(studio.zone, now),
  };
  // It names all that is open.
  await cancelWaiting(tx, { kind: "signOff.asked", projectId }, now);
  await enqueueEmail(tx, {
    ...toContact(studio, contact),
    ...completionAsked(localeOf(languageOf(contact.language)), facts, contact.page),
    kind: "project.completing",
    dedupeKey: `project.completing:${projectId}:${now.getTime()}`,
    projectId,
    createdAt: now,
    sendAt: new Date(now.getTime() + studio.emailHoldSeconds * 1000),
  });
}
