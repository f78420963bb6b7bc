import type { Tx } from "@/db/client";
import { lock } from "@/db/locks";
import { studioEnvelope } from "@/features/emails/envelope";
import { languageOf } from "@/language/languages";
import { localeOf } from "@/language/locale";
import { contactHoursOf } from "@/lib/contact-hours";
import { dayIn, fromDateColumn } from "@/lib/dates";
import { notFound } from "@/lib/errors";
import { links } from "@/lib/links";
import { unseal } from "@/lib/tokens";
import { standingOf } from "./rules";
import { storedOptions } from "./schema";

const fields = {
  id: true,
  freelancerId: true,
  clientId: true,
  projectId: true,
  contactId: true,
  kind: true,
  title: true,
  details: true,
  options: true,
  dueOn: true,
  answeredAt: true,
  cancelledAt: true,
  project: { select: { title: true, completedAt: true, contactId: true } },
  contact: {
    select: {
      id: true,
      name: true,
      address: true,
      zone: true,
      country: true,
      language: true,
      linkCipher: true,
      linkRevokedAt: true,
    },
  },
  client: {
    select: {
      studio: {
        select: {
          ...studioEnvelope,
          zone: true,
          country: true,
          followUpsFrom: true,
          followUpsUntil: true,
          emailHoldSeconds: true,
          seededAt: true,
          nudgesOffAt: true,
        },
      },
    },
  },
} as const;

export type Request = NonNullable<Awaited<ReturnType<typeof findRequest>>>;

/** Returns a request of a freelancer's with all that is asked about it; null where there is none. */
export async function findRequest(
  tx: Tx,
  which: { id: string; freelancerId: string; projectId?: string },
) {
  const found = await tx.request.findUnique({ where: which, select: fields });
  if (!found) return null;
  const { client, options, dueOn, ...request } = found;
  return {
    ...request,
    options: storedOptions.parse(options),
    dueOn: fromDateColumn(dueOn),
    studio: client.studio,
    standing: standingOf({ ...request, completedAt: request.project.completedAt }),
  };
}

/** Returns a request with its project locked: whatever changes it comes after this. A stranger's is not found. */
export async function lockRequest(
  tx: Tx,
  { freelancerId }: { freelancerId: string },
  id: string,
): Promise<Request> {
  const which = { id, freelancerId };
  const found = await tx.request.findUnique({ where: which, select: { projectId: true } });
  if (!found) throw notFound("request");
  await lock(tx, { freelancerId }, { project: found.projectId });
  const request = await findRequest(tx, which);
  if (!request) throw notFound("request");
  return request;
}

/** Returns what an email about a request says, in whose language, and where its link leads. */
export function toldOf({ contact, project, studio, ...request }: Request, now: Date) {
  const { kind, title, details, options, dueOn, projectId } = request;
  return {
    locale: localeOf(languageOf(contact.language)),
    facts: {
      freelancerName: studio.freelancerName,
      contactName: contact.name,
      projectTitle: project.title,
      today: dayIn(studio.zone, now),
      kind,
      title,
      details,
      options,
      dueOn,
    },
    page: contact.linkRevokedAt
      ? null
      : links.statusPage(unseal("contact-link", contact.linkCipher), projectId),
    contactHours: contactHoursOf(contact, studio),
  };
}
