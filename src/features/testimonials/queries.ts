import type { Scope } from "@/auth/scope";
import { db, type Prisma, type Tx } from "@/db/client";
import { lookColumns } from "@/features/studio/look/rules";
import { languageOf } from "@/language/languages";
import { notFound } from "@/lib/errors";
import { pageOf } from "@/lib/page-of";
import { hashToken, parseToken } from "@/lib/tokens";

const fields = {
  id: true,
  freelancerId: true,
  projectId: true,
  contactId: true,
  text: true,
  shownName: true,
  givenAt: true,
  editedAt: true,
  removedAt: true,
  hiddenAt: true,
  hiddenFor: true,
  hiddenWhy: true,
  reply: true,
  contact: {
    select: { name: true, language: true, linkRevokedAt: true, clientId: true },
  },
  project: {
    select: {
      title: true,
      client: {
        select: {
          studio: {
            select: {
              freelancerId: true,
              ...lookColumns,
              freelancerName: true,
              language: true,
              replyTo: true,
              zone: true,
              batchSeconds: true,
              wall: { select: { slug: true } },
            },
          },
        },
      },
    },
  },
} satisfies Prisma.TestimonialSelect;

/**
 * Returns the testimonial behind a token, with whom it is about; null for an unknown or malformed token. It changes
 * nothing. The link outlives the contact's own: who said something in public can always remove it.
 */
export async function findTestimonial(rawToken: unknown, within: Pick<Tx, "testimonial"> = db()) {
  const token = parseToken(rawToken);
  if (!token) return null;
  const found = await within.testimonial.findUnique({
    where: { tokenHash: hashToken(token) },
    select: fields,
  });
  if (!found) return null;
  const { contact, project, ...testimonial } = found;
  return {
    ...testimonial,
    contact: { ...contact, language: languageOf(contact.language) },
    projectTitle: project.title,
    studio: project.client.studio,
  };
}

export type TestimonialFacts = NonNullable<Awaited<ReturnType<typeof findTestimonial>>>;

/** Returns what contacts said about a project since an instant, changed or removed, the latest first, as it is now. */
export async function listChanges(
  within: Pick<Tx, "testimonial">,
  { freelancerId, projectId }: { freelancerId: string; projectId: string },
  since: Date,
) {
  const rows = await within.testimonial.findMany({
    where: {
      freelancerId,
      projectId,
      OR: [{ consentedAt: { gte: since } }, { removedAt: { gte: since } }],
    },
    orderBy: { id: "desc" },
    select: {
      text: true,
      shownName: true,
      givenAt: true,
      removedAt: true,
      contact: { select: { name: true } },
    },
  });
  return rows.map(({ givenAt, removedAt, contact, ...said }) => ({
    ...said,
    contactName: contact.name,
    change: removedAt
      ? ("removed" as const)
      : givenAt && givenAt < since
        ? ("edited" as const)
        : ("given" as const),
  }));
}

/** As many as a page of the studio shows. */
const MOST = 30;

/** Returns the studio's testimonials and invitations, the latest first, thirty at a time. */
export async function listTestimonials(scope: Scope, after?: string) {
  const mine = { freelancerId: scope.freelancerId };
  const start = after
    ? await db().testimonial.findUnique({ where: { id: after, ...mine }, select: { id: true } })
    : null;
  if (after && !start) throw notFound("testimonial");
  const rows = await db().testimonial.findMany({
    where: mine,
    orderBy: [{ invitedAt: "desc" }, { id: "desc" }],
    take: MOST + 1,
    ...(start ? { cursor: { id: start.id }, skip: 1 } : {}),
    select: {
      id: true,
      projectId: true,
      text: true,
      shownName: true,
      language: true,
      invitedAt: true,
      consent: true,
      consentedAt: true,
      givenAt: true,
      editedAt: true,
      removedAt: true,
      hiddenAt: true,
      hiddenFor: true,
      hiddenWhy: true,
      reply: true,
      repliedAt: true,
      contact: { select: { name: true } },
      contactId: true,
      project: { select: { title: true } },
    },
  });
  const page = pageOf(rows, MOST);
  return {
    ...page,
    rows: page.rows.map((row) => ({ ...row, language: languageOf(row.language) })),
  };
}

export type TestimonialRow = Awaited<ReturnType<typeof listTestimonials>>["rows"][number];
