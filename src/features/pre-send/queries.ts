import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { languageOf } from "@/language/languages";
import { notFound } from "@/lib/errors";

/** A file that was sent so long ago still counts as the one that a text speaks of. */
const FILE_COUNTS_MS = 86_400_000;
/** More than one person's clients; beyond it names are not looked for. */
const MOST_NAMES = 5000;

/**
 * Returns what the check knows of a reader: their language, the names and titles that are theirs, and how many files
 * the freelancer has sent them since this time yesterday.
 */
export async function getReader(scope: Scope, contactId: string, now: Date) {
  const { freelancerId } = scope;
  const contact = await db().contact.findUnique({
    where: { id: contactId, freelancerId },
    select: {
      name: true,
      language: true,
      client: {
        select: {
          name: true,
          contacts: { select: { name: true } },
          projects: { select: { title: true } },
        },
      },
    },
  });
  if (!contact) throw notFound("contact");
  const { name, language, client } = contact;
  const since = new Date(now.getTime() - FILE_COUNTS_MS);
  const attached = await db().file.count({
    where: {
      freelancerId,
      contactId: null,
      // A file on the page, or one that waits for the message it is sent with.
      OR: [{ storedAt: { gte: since } }, { stagedAt: { gte: since } }],
      AND: {
        OR: [{ project: { contactId } }, { client: { contacts: { some: { id: contactId } } } }],
      },
    },
  });
  const own = [
    name,
    client.name,
    ...client.contacts.map((one) => one.name),
    ...client.projects.map((one) => one.title),
  ];
  return { language: languageOf(language), own, attached };
}

/** Returns the names of all clients and of all their people. */
export async function listNames(scope: Scope): Promise<{ people: string[]; clients: string[] }> {
  const where = { freelancerId: scope.freelancerId };
  const of = { where, select: { name: true }, orderBy: { id: "asc" }, take: MOST_NAMES } as const;
  const [people, clients] = await Promise.all([
    db().contact.findMany(of),
    db().client.findMany(of),
  ]);
  const namesOf = (rows: { name: string }[]) => [...new Set(rows.map(({ name }) => name))];
  return { people: namesOf(people), clients: namesOf(clients) };
}
