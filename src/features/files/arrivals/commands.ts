import type { Prisma, Tx } from "@/db/client";
import { gatherEmail } from "@/features/emails/commands";
import { toContact, toFreelancer } from "@/features/emails/envelope";
import { tellOfFiles, tellOfSentFiles } from "@/features/files/emails";
import { hostOf } from "@/features/files/links/rules";
import { sizeName } from "@/lib/files";
import { languageOf } from "@/language/languages";
import { localeOf, type Locale } from "@/language/locale";
import { studioLocaleOf } from "@/language/studio";
import { links } from "@/lib/links";
import { unseal } from "@/lib/tokens";

/** As many files as a single email names; the project's page has them all. */
const FILES_IN_AN_EMAIL = 40;

type Project = {
  id: string;
  title: string;
  studio: Parameters<typeof toFreelancer>[0] & { batchSeconds: number; language: string };
};

/**
 * Emails the freelancer what contacts sent: one email for all files of the studio's batching time. Called again once
 * one was removed, it leaves that out, and cancels an email of which nothing is left. The project is locked by the
 * caller, so that a batch has one email.
 */
export async function tellOfArrivals(tx: Tx, project: Project, now: Date): Promise<void> {
  const { id: projectId, title: projectTitle, studio } = project;
  const locale = studioLocaleOf(studio.language);
  const batch = {
    kind: "file.received",
    projectId,
    envelope: toFreelancer(studio),
    at: now,
    delaySeconds: studio.batchSeconds,
  } as const;
  await gatherEmail(tx, batch, async (since) => {
    const arrived = await listArrivals(tx, projectId, { not: null }, since);
    if (arrived.length === 0) return null;
    const named = arrived.slice(0, FILES_IN_AN_EMAIL);
    const files = named.map((file) => ({
      by: file.contact?.name ?? locale.t("files.email.someone"),
      name: file.name,
      size: sizeName(Number(file.bytes), locale.units),
    }));
    const { freelancerName } = studio;
    return {
      ...tellOfFiles(locale, {
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

const readerFields = {
  id: true,
  name: true,
  address: true,
  language: true,
  linkCipher: true,
  linkRevokedAt: true,
} satisfies Prisma.ContactSelect;

type Reader = Prisma.ContactGetPayload<{ select: typeof readerFields }>;

/**
 * Emails the project's people what the freelancer sent, while their links work: one email each for all files of the
 * studio's batching time. Called again once a file is removed, it leaves that file out, and cancels an email of which
 * nothing is left. The project is locked by the caller.
 */
export async function tellOfSent(tx: Tx, project: Project, now: Date): Promise<void> {
  const { contact, readers } = await tx.project.findUniqueOrThrow({
    where: { id: project.id },
    select: {
      contact: { select: readerFields },
      readers: { orderBy: { contactId: "asc" }, select: { contact: { select: readerFields } } },
    },
  });
  for (const reader of [contact, ...readers.map((one) => one.contact)])
    if (!reader.linkRevokedAt) await tellOne(tx, project, reader, now);
}

async function tellOne(tx: Tx, project: Project, contact: Reader, now: Date): Promise<void> {
  const { id: projectId, title: projectTitle, studio } = project;
  const batch = {
    kind: "file.sent",
    projectId,
    envelope: toContact(studio, contact),
    at: now,
    delaySeconds: studio.batchSeconds,
  } as const;
  await gatherEmail(tx, batch, async (since) => {
    const locale = localeOf(languageOf(contact.language));
    const sent = await listSent(tx, project, since, locale);
    const newest = sent.at(-1);
    if (!newest) return null;
    const files = sent.slice(0, FILES_IN_AN_EMAIL);
    const facts = {
      freelancerName: studio.freelancerName,
      contactName: contact.name,
      projectTitle,
      files,
      links: files.filter(({ isLink }) => isLink).length,
      hasMore: sent.length > files.length,
    };
    const page = links.statusPage(unseal("contact-link", contact.linkCipher), projectId);
    return { ...tellOfSentFiles(locale, facts, page), newestId: newest.id };
  });
}

/** What the freelancer sent since an instant, files and links, in the order they appeared; one more than is named. */
async function listSent(tx: Tx, project: Project, since: Date, { t, units }: Locale) {
  const { id: projectId, studio } = project;
  const files = await listArrivals(tx, projectId, null, since);
  const added = await tx.link.findMany({
    where: { projectId, freelancerId: studio.freelancerId, addedAt: { gte: since } },
    orderBy: [{ addedAt: "asc" }, { id: "asc" }],
    take: FILES_IN_AN_EMAIL + 1,
    select: { id: true, title: true, url: true, addedAt: true },
  });
  const all = [
    ...files.map(({ id, name, bytes, storedAt }) => {
      return { id, name, size: sizeName(Number(bytes), units), at: storedAt!, isLink: false };
    }),
    ...added.map(({ id, title, url, addedAt }) => {
      return {
        id,
        name: title,
        size: t("files.link", { host: hostOf(url) }),
        at: addedAt,
        isLink: true,
      };
    }),
  ];
  return all.toSorted((a, b) => a.at.getTime() - b.at.getTime()).slice(0, FILES_IN_AN_EMAIL + 1);
}

function listArrivals(tx: Tx, projectId: string, contactId: null | { not: null }, since: Date) {
  return tx.file.findMany({
    // What was sent with a message is in the email about it.
    where: { projectId, contactId, messageId: null, storedAt: { gte: since }, removedAt: null },
    orderBy: [{ storedAt: "asc" }, { id: "asc" }],
    take: FILES_IN_AN_EMAIL + 1,
    select: {
      id: true,
      name: true,
      bytes: true,
      storedAt: true,
      contact: { select: { name: true } },
    },
  });
}
