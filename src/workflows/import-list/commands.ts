import type { Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import { lock } from "@/db/locks";
import { addClients, addContacts } from "@/features/clients/lists/commands";
import { rememberColumns } from "@/features/column-matches/commands";
import { byFreelancer, record } from "@/features/history/commands";
import { addProjects } from "@/features/projects/lists/commands";
import { say } from "@/language/say";
import { Refusal } from "@/lib/errors";
import { beginWithin } from "@/workflows/begin-project/commands";
import { findListed, knownOf, type Found } from "./queries";
import type { List } from "./reading";
import { alike, contactKey, headingOf, missingColumns, planList, type Planned } from "./rules";
import type { Columns } from "./schema";

/** As long as a list may take, in milliseconds. */
const LONGEST_MS = 120_000;
/** As many rows as are written at once. */
const ROWS = 500;

export type Made = { clients: number; contacts: number; projects: number };

/**
 * Adds what a list has and the studio has not: clients, their contacts, their projects; all of it, or nothing where a
 * single line is wrong. Nothing is emailed. Remembers what the columns were. Returns how many of each were added.
 */
export async function importList(
  scope: Scope,
  { list, columns }: { list: List; columns: Columns },
  now: Date,
): Promise<Made> {
  return inTransaction(async (tx) => {
    await lock(tx, scope, { studio: true });
    const found = await findListed(scope, { list, columns }, tx);
    const { rows, wrong } = planList(list, columns, knownOf(found), await defaultsOf(tx, scope));
    if (missingColumns(columns).length > 0) throw new Refusal("invalid", say("importList.needed"));
    if (wrong.length > 0)
      throw new Refusal("invalid", say("importList.wrongLines", { count: wrong.length }));
    const made = await addRows(tx, scope, rows, found, now);
    const fields = list.headings.map((heading, at): [string, string] => [
      headingOf(heading),
      columns[at] ?? "",
    ]);
    await rememberColumns(tx, scope, new Map(fields));
    await record(tx, { ...byFreelancer(scope), kind: "list.imported", at: now, data: made });
    return made;
  }, LONGEST_MS);
}

async function defaultsOf(tx: Tx, { freelancerId }: Scope) {
  const where = { freelancerId };
  return tx.studio.findUniqueOrThrow({ where, select: { zone: true, language: true } });
}

async function addRows(
  tx: Tx,
  scope: Scope,
  rows: Planned[],
  { clients, contacts }: Found,
  now: Date,
): Promise<Made> {
  const ofOld = rows.filter(({ makes, name }) => makes.project && clients.has(alike(name)));
  // What a project of an old client changes is locked first, in the one order.
  const oldClients = ofOld.map(({ name }) => clients.get(alike(name))!);
  const oldContacts = ofOld.flatMap((row) => contacts.get(contactKey(row.name, row.address)) ?? []);
  await lock(tx, scope, { client: [...new Set(oldClients)], contact: [...new Set(oldContacts)] });

  const newClients = rows.filter(({ makes }) => makes.client);
  for (const some of inBatches(newClients))
    for (const one of await addClients(
      tx,
      scope,
      some.map(({ name }) => name),
    ))
      clients.set(alike(one.name), one.id);
  const nameOf = new Map(rows.map(({ name }) => [clients.get(alike(name))!, name]));
  const newContacts = rows.filter(({ makes }) => makes.contact);
  for (const some of inBatches(newContacts)) {
    const people = some.map(({ name, contactName, address, zone, language }) => {
      const clientId = clients.get(alike(name))!;
      return { clientId, contactName, address, zone, language };
    });
    for (const one of await addContacts(tx, scope, people))
      contacts.set(contactKey(nameOf.get(one.clientId)!, one.address), one.id);
  }
  // Each project of an old client locks its contact: the new ones too, before anything that comes later in the order.
  const theirs = ofOld.flatMap((row) => contacts.get(contactKey(row.name, row.address)) ?? []);
  await lock(tx, scope, { contact: [...new Set(theirs)] });
  const projects = rows.filter(({ makes }) => makes.project);
  const projectOf = ({ name, address, project, summary }: Planned) => ({
    clientId: clients.get(alike(name))!,
    contactId: contacts.get(contactKey(name, address))!,
    title: project!,
    summary,
  });
  for (const some of inBatches(projects.filter((row) => !ofOld.includes(row))))
    await addProjects(tx, scope, some.map(projectOf));
  for (const row of ofOld) {
    const { clientId: _known, ...project } = projectOf(row);
    await beginWithin(tx, scope, project, now);
  }
  return {
    clients: newClients.length,
    contacts: newContacts.length,
    projects: projects.length,
  };
}

function inBatches<T>(rows: T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / ROWS) }, (_, n) =>
    rows.slice(n * ROWS, (n + 1) * ROWS),
  );
}
