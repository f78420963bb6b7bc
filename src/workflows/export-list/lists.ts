import { Readable } from "node:stream";
import { stringify } from "csv-stringify";
import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { dayIn } from "@/lib/dates";

/** As many rows as are in memory at once. */
const ROWS = 500;

/** The lists that there are, as their addresses name them. */
export const LISTS = ["clients", "projects"] as const;
export type ListName = (typeof LISTS)[number];

type Line = Record<string, string>;
type Reader = (scope: Scope, zone: string) => AsyncGenerator<Line>;

/** The headings are those that an import knows. */
const readers: Record<ListName, Reader> = { clients: readClients, projects: readProjects };
const columns: Record<ListName, string[]> = {
  clients: ["Client", "Contact", "Email address", "Time zone", "Language"],
  projects: [
    "Client",
    "Contact",
    "Email address",
    "Project",
    "What was agreed",
    "Begun",
    "Completed",
  ],
};

/**
 * Returns a list as CSV, made as it is read. A cell that a spreadsheet would take for a formula begins with an
 * apostrophe; an import takes it off again. It begins with the mark by which spreadsheets know UTF-8.
 */
export function openList(scope: Scope, list: ListName, zone: string): ReadableStream<Uint8Array> {
  const csv = stringify({
    header: true,
    columns: columns[list],
    bom: true,
    record_delimiter: "windows",
    escape_formulas: true,
  });
  return Readable.toWeb(
    Readable.from(readers[list](scope, zone)).compose(csv),
  ) as ReadableStream<Uint8Array>;
}

async function* readClients({ freelancerId }: Scope): AsyncGenerator<Line> {
  for (let after: string | undefined; ;) {
    const rows = await db().contact.findMany({
      where: { freelancerId, ...(after ? { id: { gt: after } } : {}) },
      orderBy: { id: "asc" },
      take: ROWS,
      select: {
        id: true,
        name: true,
        address: true,
        zone: true,
        language: true,
        client: { select: { name: true } },
      },
    });
    for (const { client, name, address, zone, language } of rows)
      yield {
        Client: client.name,
        Contact: name,
        "Email address": address,
        "Time zone": zone,
        Language: language,
      };
    after = rows.at(-1)?.id;
    if (rows.length < ROWS) return;
  }
}

async function* readProjects({ freelancerId }: Scope, zone: string): AsyncGenerator<Line> {
  for (let after: string | undefined; ;) {
    const rows = await db().project.findMany({
      where: { freelancerId, ...(after ? { id: { gt: after } } : {}) },
      orderBy: { id: "asc" },
      take: ROWS,
      select: {
        id: true,
        title: true,
        summary: true,
        createdAt: true,
        completedAt: true,
        client: { select: { name: true } },
        contact: { select: { name: true, address: true } },
      },
    });
    for (const { client, contact, title, summary, createdAt, completedAt } of rows)
      yield {
        Client: client.name,
        Contact: contact.name,
        "Email address": contact.address,
        Project: title,
        "What was agreed": summary,
        Begun: dayIn(zone, createdAt),
        Completed: completedAt ? dayIn(zone, completedAt) : "",
      };
    after = rows.at(-1)?.id;
    if (rows.length < ROWS) return;
  }
}
