import { Readable } from "node:stream";
import { stringify } from "csv-stringify";
import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { studioLocaleOf } from "@/language/studio";
import { dayIn } from "@/lib/dates";

/** As many rows as are in memory at once. */
const ROWS = 500;

/** The lists that there are, as their addresses name them. */
export const LISTS = ["clients", "projects"] as const;
export type ListName = (typeof LISTS)[number];

type Cells = AsyncGenerator<string[]>;
type Studio = { zone: string; language: string };

/** What the columns are called, in the freelancer's language: by these headings an import knows them again. */
function headingsOf(list: ListName, language: string): string[] {
  const { t } = studioLocaleOf(language);
  const person = [t("importList.client"), t("importList.contactName"), t("importList.address")];
  if (list === "clients") return [...person, t("importList.zone"), t("importList.language")];
  const project = [t("importList.project"), t("importList.summary")];
  return [...person, ...project, t("exportStudio.begun"), t("exportStudio.completed")];
}

/**
 * Returns a list as CSV, made as it is read. A cell that a spreadsheet would take for a formula begins with an
 * apostrophe; an import takes it off again. It begins with the mark by which spreadsheets know UTF-8.
 */
export function openList(
  scope: Scope,
  list: ListName,
  { zone, language }: Studio,
): ReadableStream<Uint8Array> {
  const csv = stringify({ bom: true, record_delimiter: "windows", escape_formulas: true });
  const rows = list === "clients" ? readClients(scope) : readProjects(scope, zone);
  async function* all() {
    yield headingsOf(list, language);
    yield* rows;
  }
  return Readable.toWeb(Readable.from(all()).compose(csv)) as ReadableStream<Uint8Array>;
}

async function* readClients({ freelancerId }: Scope): Cells {
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
      yield [client.name, name, address, zone, language];
    after = rows.at(-1)?.id;
    if (rows.length < ROWS) return;
  }
}

async function* readProjects({ freelancerId }: Scope, zone: string): Cells {
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
    for (const { client, contact, title, summary, createdAt, completedAt } of rows) {
      const completed = completedAt ? dayIn(zone, completedAt) : "";
      const person = [client.name, contact.name, contact.address];
      yield [...person, title, summary, dayIn(zone, createdAt), completed];
    }
    after = rows.at(-1)?.id;
    if (rows.length < ROWS) return;
  }
}
