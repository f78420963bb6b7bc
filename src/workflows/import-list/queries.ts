import type { Scope } from "@/auth/scope";
import { db, type Tx } from "@/db/client";
import { erasedAmong } from "@/features/emails/erased/queries";
import type { List } from "./reading";
import { addressesIn, alike, contactKey, projectKey, type Known } from "./rules";
import type { Columns } from "./schema";

/** Ids of what is there already, under the keys of `Known`. */
export type Found = {
  clients: Map<string, string>;
  contacts: Map<string, string>;
  projects: Set<string>;
  /** Addresses of the list whose people were erased. */
  erased: Set<string>;
};

/** Returns the freelancer's clients, contacts and projects, by what a list names them with, and who in it was erased. */
export async function findListed(
  scope: Scope,
  { list, columns }: { list: List; columns: Columns },
  tx: Pick<Tx, "client" | "contact" | "project" | "erasedAddress"> = db(),
): Promise<Found> {
  const where = { freelancerId: scope.freelancerId };
  const clients = await tx.client.findMany({ where, select: { id: true, name: true } });
  const client = { select: { name: true } };
  const contacts = await tx.contact.findMany({
    where,
    select: { id: true, address: true, client },
  });
  const projects = await tx.project.findMany({ where, select: { title: true, client } });
  return {
    clients: new Map(clients.map(({ id, name }) => [alike(name), id])),
    contacts: new Map(contacts.map((one) => [contactKey(one.client.name, one.address), one.id])),
    projects: new Set(projects.map((one) => projectKey(one.client.name, one.title))),
    erased: await erasedAmong(scope, addressesIn(list, columns), tx),
  };
}

export const knownOf = ({ clients, contacts, projects, erased }: Found): Known => ({
  clients: new Set(clients.keys()),
  contacts: new Set(contacts.keys()),
  projects,
  erased,
});
