import type { ContactScope, Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { lookColumns } from "@/features/studio/look/rules";
import { languageOf } from "@/language/languages";
import { clientPath } from "@/lib/client-paths";
import { fromDateColumn } from "@/lib/dates";
import { notFound } from "@/lib/errors";
import { pageOf } from "@/lib/page-of";
import { unseal } from "@/lib/tokens";

/** As many clients as a page shows. */
const PAGE = 50;

/**
 * Returns the freelancer's clients by name, a page of them, with their contacts and the number of open projects.
 * `find` is a part of their name or of a contact's; `after` is the last one's id of the page before.
 */
export async function listClients(
  scope: Scope,
  after?: string,
  { find, isOpen }: { find?: string; isOpen?: boolean } = {},
) {
  const { freelancerId } = scope;
  const place = after
    ? await db().client.findUnique({ where: { id: after, freelancerId }, select: { name: true } })
    : null;
  if (after && !place) throw notFound("page");
  const like = { contains: find, mode: "insensitive" } as const;
  const found = await db().client.findMany({
    where: {
      freelancerId,
      archivedAt: null,
      ...(isOpen ? { projects: { some: { completedAt: null } } } : {}),
      AND: [
        find ? { OR: [{ name: like }, { contacts: { some: { name: like } } }] } : {},
        place
          ? { OR: [{ name: { gt: place.name } }, { name: place.name, id: { gt: after! } }] }
          : {},
      ],
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: PAGE + 1,
    select: {
      id: true,
      name: true,
      contacts: {
        where: { removedAt: null },
        select: { name: true },
        orderBy: { createdAt: "asc" },
      },
      _count: { select: { projects: { where: { completedAt: null } } } },
    },
  });
  const { rows, more } = pageOf(found, PAGE);
  const clients = rows.map(({ _count, contacts, ...client }) => ({
    ...client,
    people: contacts.map((contact) => contact.name),
    openProjects: _count.projects,
  }));
  return { clients, more };
}

/** Returns the people of one client by name, the first one first; none of a client that is not the freelancer's. */
export function listPeopleOf(scope: Scope, clientId: string) {
  return db().contact.findMany({
    where: { clientId, freelancerId: scope.freelancerId, removedAt: null },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true, name: true },
  });
}

/**
 * Returns one client with its contacts and projects. A contact's status page is returned as a path,
 * empty when their link is revoked.
 */
export async function getClient(scope: Scope, clientId: string) {
  const client = await db().client.findUnique({
    where: { id: clientId, freelancerId: scope.freelancerId },
    select: {
      id: true,
      name: true,
      archivedAt: true,
      contacts: {
        select: {
          id: true,
          name: true,
          address: true,
          zone: true,
          language: true,
          country: true,
          linkCipher: true,
          linkRevokedAt: true,
          linkLastOn: true,
          optedOutAt: true,
          updateFrequency: true,
          openedOn: true,
          removedAt: true,
        },
        orderBy: { createdAt: "asc" },
      },
      projects: {
        select: { id: true, title: true, completedAt: true, cancelledAt: true, archivedAt: true },
        orderBy: { createdAt: "desc" },
      },
    },
  });
  if (!client) throw notFound("client");
  const contacts = client.contacts.map(({ linkCipher, linkLastOn, openedOn, ...contact }) => ({
    ...contact,
    language: languageOf(contact.language),
    lastOn: linkLastOn && fromDateColumn(linkLastOn),
    openedOn: openedOn && fromDateColumn(openedOn),
    pagePath: contact.linkRevokedAt
      ? null
      : clientPath.statusPage(unseal("contact-link", linkCipher)),
  }));
  return { ...client, contacts };
}

/**
 * Returns what a contact's unsubscribe page shows: who writes to whom, and since when they are
 * unsubscribed.
 */
export async function getSubscription(scope: ContactScope) {
  const contact = await db().contact.findUnique({
    where: { id: scope.contactId, freelancerId: scope.freelancerId },
    select: {
      name: true,
      zone: true,
      language: true,
      optedOutAt: true,
      client: { select: { studio: { select: { ...lookColumns, freelancerName: true } } } },
    },
  });
  if (!contact) throw notFound("contact");
  const { client, language, ...rest } = contact;
  return {
    ...rest,
    language: languageOf(language),
    freelancerName: client.studio.freelancerName,
    look: client.studio,
  };
}

export type StopFacts = Awaited<ReturnType<typeof getSubscription>>;

/** Whether there is anyone yet whom a project can be created for. */
export async function hasContacts({ freelancerId }: Scope): Promise<boolean> {
  const where = { freelancerId, removedAt: null };
  return (await db().contact.findFirst({ where, select: { id: true } })) !== null;
}

/** As many people as a field offers at once. */
const MOST_CHOICES = 50;

/**
 * Returns people a project can be created for, the first fifty by client and name, and whether there are
 * more. `find` is a part of their name or their client's; `wanted` is among them in any case.
 */
export async function listContactChoices(
  { freelancerId }: Scope,
  { find, wanted }: { find?: string; wanted?: string } = {},
) {
  const select = { id: true, name: true, client: { select: { name: true } } } as const;
  const like = { contains: find, mode: "insensitive" } as const;
  const found = await db().contact.findMany({
    where: {
      freelancerId,
      removedAt: null,
      client: { archivedAt: null },
      ...(find ? { OR: [{ name: like }, { client: { name: like } }] } : {}),
    },
    orderBy: [{ client: { name: "asc" } }, { name: "asc" }, { id: "asc" }],
    take: MOST_CHOICES + 1,
    select,
  });
  const people = found.slice(0, MOST_CHOICES);
  if (wanted && !people.some(({ id }) => id === wanted)) {
    const one = await db().contact.findUnique({ where: { id: wanted, freelancerId }, select });
    if (one) people.unshift(one);
  }
  return { people, hasMore: found.length > MOST_CHOICES };
}
