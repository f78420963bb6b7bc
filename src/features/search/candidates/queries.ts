import type { Scope } from "@/auth/scope";
import { db, Prisma } from "@/db/client";
import { isSyllabic, type Wanted } from "@/features/search/rules";

/** What is looked for as SQL takes it: of each term all forms, and the languages to look for its stems in. */
export type Sought = Wanted & { forms: string[]; languages: string[] };

/** As many of one table as are read and ranked. */
const CANDIDATES = 100;
/** As many of the latest rows as are looked through first: a word that is everywhere is found among them. */
const LATEST = 1_000;
/** As many as are sorted by time at most: a word that is in more has enough among the latest. */
const SORTED = 4_000;
/** Enough of them that the page is full: then nothing older is looked for. */
const ENOUGH = 21;
/** PostgreSQL finds parts of a word by three characters; those of a name with fewer are looked for in each name. */
const PART = 3;

type Table = {
  table: Prisma.Sql;
  id: Prisma.Sql;
  at: Prisma.Sql;
  /** Whether an index has its rows by time, and there are many. */
  isLong?: true;
  /** The name whose parts are found, too. */
  name?: Prisma.Sql;
};

const of = (
  table: string,
  at: string,
  more: { isLong?: true; name?: string; id?: string } = {},
) => ({
  table: Prisma.raw(`"${table}"`),
  id: Prisma.raw(`"${more.id ?? "id"}"`),
  at: Prisma.raw(`"${at}"`),
  isLong: more.isLong,
  name: more.name ? Prisma.raw(`"${more.name}"`) : undefined,
});

const TABLES = {
  client: of("Client", "createdAt", { name: "name" }),
  contact: of("Contact", "createdAt", { name: "name" }),
  project: of("Project", "createdAt", { name: "title" }),
  message: of("Message", "writtenAt", { isLong: true }),
  email: of("Email", "sendAt", { isLong: true }),
  inboundEmail: of("InboundEmail", "receivedAt"),
  workNote: of("WorkNote", "createdAt"),
  businessFile: of("BusinessFile", "savedAt", { id: "clientId" }),
  file: of("File", "startedAt", { name: "name" }),
} satisfies Record<string, Table>;

/**
 * Returns the ids of a freelancer's latest rows of a table that have all of these words, two hundred at most. Where
 * there are enough among the latest thousand, nothing older is looked for.
 */
export async function listCandidates(
  scope: Scope,
  table: keyof typeof TABLES,
  sought: Sought,
): Promise<string[]> {
  const one: Table = TABLES[table];
  const found = new Set(one.isLong ? await listLatest(scope, one, sought) : []);
  if (found.size < ENOUGH) for (const id of await listByWord(scope, one, sought)) found.add(id);
  if (one.name && found.size < ENOUGH)
    for (const id of await listByPart(scope, one, one.name, sought)) found.add(id);
  return [...found];
}

const queryOf = ({ forms, languages }: Sought) =>
  Prisma.sql`(SELECT search_query(${forms}::text[], ${languages}::text[]))`;

async function listLatest({ freelancerId }: Scope, { table, at }: Table, sought: Sought) {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT "id" FROM (SELECT "id", ${at}, "searchWords" FROM ${table}
      WHERE "freelancerId" = ${freelancerId}::uuid ORDER BY ${at} DESC LIMIT ${LATEST}) latest
    WHERE "searchWords" @@ ${queryOf(sought)} ORDER BY ${at} DESC LIMIT ${CANDIDATES}`;
  return rows.map(({ id }) => id);
}

/** The index has the freelancer in each word, and is asked alone: with a second condition it would be left unused. */
async function listByWord({ freelancerId }: Scope, { table, id, at }: Table, sought: Sought) {
  const rows = await db().$queryRaw<{ id: string }[]>`
    WITH found AS MATERIALIZED (SELECT ${id} AS "id", "freelancerId", ${at} AS "at" FROM ${table}
      WHERE search_own("freelancerId", "searchWords") @@ search_own(${freelancerId}::uuid, ${queryOf(sought)})
      LIMIT ${SORTED})
    SELECT "id" FROM found WHERE "freelancerId" = ${freelancerId}::uuid
    ORDER BY "at" DESC LIMIT ${CANDIDATES}`;
  return rows.map(({ id: found }) => found);
}

/** Names with the words anywhere inside: "logo" finds "Companylogo.pdf". */
async function listByPart(
  { freelancerId }: Scope,
  { table, at }: Table,
  name: Prisma.Sql,
  { terms }: Sought,
) {
  const words = terms.map(([word]) => word!).toSorted((a, b) => b.length - a.length);
  if (words[0]!.length < PART && !isSyllabic(words[0]!)) return [];
  // The longest is the one that the index is asked for.
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT "id" FROM ${table} WHERE "freelancerId" = ${freelancerId}::uuid
      AND search_unaccent(${name}) LIKE '%' || search_unaccent(${words[0]!}) || '%'
      AND search_unaccent(${name}) LIKE ALL (
        SELECT '%' || search_unaccent("word") || '%' FROM unnest(${words}::text[]) AS w("word"))
    ORDER BY ${at} DESC LIMIT ${CANDIDATES}`;
  return rows.map(({ id }) => id);
}
