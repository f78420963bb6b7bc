import type { Scope } from "@/auth/scope";
import { db, Prisma } from "@/db/client";
import type { Channel, LedgerKind } from "@/db/enums";
import { fromDateColumn } from "@/lib/dates";
import { notFound } from "@/lib/errors";
import { pageOf } from "@/lib/page-of";
import type { Totals } from "./rules";
import type { LedgerFilter } from "./schema";
import { allEntries, matching } from "./sql";

/** As many entries as a page has. */
const PAGE = 30;

type Row = {
  id: string;
  kind: LedgerKind;
  on: Date;
  what: string;
  channel: Channel | null;
  clients: { id: string; name: string }[];
  project: { id: string; title: string } | null;
  /** The case, project, client or page that it leads to; null for one that is about none. */
  href: string | null;
  isByHand: boolean;
  cause: string;
  learnt: string | null;
  costHundredths: number | null;
  costCurrency: string | null;
  costHours: number | null;
};

const columns = Prisma.sql`e."id", e."kind", e."on", e."what", e."channel", e."href", e."isByHand", e."cause",
  e."learnt", e."costHundredths", e."costCurrency", e."costHours",
  coalesce((SELECT json_agg(json_build_object('id', c."id", 'name', c."name") ORDER BY c."name")
    FROM "Client" c WHERE c."id" = ANY(e."clientIds")), '[]') AS "clients",
  (SELECT json_build_object('id', p."id", 'title', p."title") FROM "Project" p
    WHERE p."id" = e."projectId") AS "project"`;

const asEntry = ({ on, learnt, ...row }: Row) => ({
  ...row,
  on: fromDateColumn(on),
  learnt: learnt ?? "",
});

export type LedgerRow = ReturnType<typeof asEntry>;

/**
 * Returns what went wrong, the latest first, thirty at a time. `after` is the last id of the page before; one that is
 * not in the list is not found.
 */
export async function listLedger(scope: Scope, zone: string, filter: LedgerFilter, after?: string) {
  const entries = allEntries(scope.freelancerId, zone);
  const last = after ? await findPlace(entries, after) : null;
  const beyond = last
    ? Prisma.sql`AND (e."on", e."id") < (${last.on}::date, ${last.id}::uuid)`
    : Prisma.empty;
  const rows = await db().$queryRaw<Row[]>`
    SELECT ${columns} FROM ${entries} e WHERE ${matching(filter)} ${beyond}
    ORDER BY e."on" DESC, e."id" DESC LIMIT ${PAGE + 1}`;
  const { rows: shown, more } = pageOf(rows, PAGE);
  return { entries: shown.map(asEntry), more };
}

async function findPlace(entries: Prisma.Sql, id: string) {
  const [found] = await db().$queryRaw<{ id: string; on: Date }[]>`
    SELECT e."id", e."on" FROM ${entries} e WHERE e."id" = ${id}::uuid`;
  if (!found) throw notFound("page");
  return found;
}

/** Returns one entry. A stranger's is not found. */
export async function getEntry(scope: Scope, zone: string, entryId: string): Promise<LedgerRow> {
  const [found] = await db().$queryRaw<Row[]>`
    SELECT ${columns} FROM ${allEntries(scope.freelancerId, zone)} e WHERE e."id" = ${entryId}::uuid`;
  if (!found) throw notFound("entry");
  return asEntry(found);
}

/** Returns the counts by kind, the costs that were noted, and the goodwill that was given with what a filter shows. */
export async function sumLedger(scope: Scope, zone: string, filter: LedgerFilter): Promise<Totals> {
  const { freelancerId } = scope;
  const shown = Prisma.sql`(SELECT * FROM ${allEntries(freelancerId, zone)} e WHERE ${matching(filter)})`;
  const ofClient = filter.client
    ? Prisma.sql`AND g."clientId" = ${filter.client}::uuid`
    : Prisma.empty;
  const [counts, costs, given] = await Promise.all([
    db().$queryRaw<Totals["counts"]>`
      SELECT s."kind", count(*)::int AS "count" FROM ${shown} s GROUP BY s."kind" ORDER BY s."kind"`,
    db().$queryRaw<Totals["costs"]>`
      SELECT s."costCurrency" AS "currency", sum(s."costHundredths")::float8 AS "hundredths",
        coalesce(sum(s."costHours"), 0)::float8 AS "hours"
      FROM ${shown} s GROUP BY s."costCurrency"`,
    db().$queryRaw<{ kind: string; currency: string | null; hundredths: number }[]>`
      SELECT g."kind", g."currency", sum(g."hundredths")::float8 AS "hundredths" FROM "Goodwill" g
      WHERE g."freelancerId" = ${freelancerId}::uuid AND g."givenAt" IS NOT NULL AND g."kind" <> 'OTHER' ${ofClient}
        AND (g."caseId" IN (SELECT s."caseId" FROM ${shown} s)
          OR g."failureId" IN (SELECT s."failureId" FROM ${shown} s))
      GROUP BY g."kind", g."currency"`,
  ]);
  return {
    counts,
    costs,
    goodwill: given.filter(({ kind }) => kind === "MONEY"),
    goodwillHours: given.find(({ kind }) => kind === "HOURS")?.hundredths ?? 0,
  };
}

/** Returns what an entry can be about and be filtered by: clients, projects, and the years that have entries. */
export async function listChoices(scope: Scope, zone: string) {
  const where = { freelancerId: scope.freelancerId };
  const [clients, projects, years] = await Promise.all([
    db().client.findMany({ where, orderBy: { name: "asc" }, select: { id: true, name: true } }),
    db().project.findMany({
      where,
      orderBy: { createdAt: "desc" },
      select: { id: true, title: true, client: { select: { name: true } } },
    }),
    db().$queryRaw<{ year: number }[]>`
      SELECT DISTINCT extract(year FROM e."on")::int AS "year"
      FROM ${allEntries(scope.freelancerId, zone)} e ORDER BY 1 DESC`,
  ]);
  return { clients, projects, years: years.map(({ year }) => year) };
}

export type LedgerChoices = Awaited<ReturnType<typeof listChoices>>;
