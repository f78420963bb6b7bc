import type { Scope } from "@/auth/scope";
import { db, Prisma } from "@/db/client";
import type { Holder } from "@/db/enums";
import { riskLimits, type RiskLimits } from "@/features/deadlines/rules";
import { daysOffOf, type OffFacts } from "@/features/studio/rules";
import { dayIn, fromDateColumn } from "@/lib/dates";
import { notFound } from "@/lib/errors";
import { pageOf } from "@/lib/page-of";
import type { Sort } from "./schema";
import {
  askedOn,
  datesAtRisk,
  isAfter,
  isPut,
  isWanted,
  openProjects,
  orderBy,
  type Filter,
} from "./sql";
import { listWaits } from "./waits/queries";

/** As many projects as one page shows. */
const PAGE = 15;
/** As many clients as a field offers. */
const MOST_CLIENTS = 50;

type Row = {
  id: string;
  title: string;
  clientId: string;
  client: string;
  contact: string;
  waitingSince: Date | null;
  nextId: string | null;
  nextTitle: string;
  nextOn: Date;
  holder: Holder;
  isPut: boolean;
  askedOn: Date | null;
  riskId: string | null;
  riskTitle: string;
  riskOn: Date;
};

/** What decides whether a promise is at risk in a studio at an instant. */
export function limitsOf(studio: { zone: string } & OffFacts, now: Date): RiskLimits {
  return riskLimits(dayIn(studio.zone, now), studio.zone, daysOffOf(studio));
}

/**
 * Returns open projects, a page of them, each with its next date, the first one at risk, and what waits in it.
 * `after` is the last one's id of the page before.
 */
export async function listOverview(
  scope: Scope,
  filter: Filter & { sort: Sort },
  limits: RiskLimits,
  after?: string,
) {
  const { freelancerId } = scope;
  await requireOwn(scope, after);
  // Whether a promise is at risk is looked up for those that are shown, unless it decides which are.
  const found = await db().$queryRaw<Row[]>`
    WITH shown AS MATERIALIZED (
      SELECT row_number() OVER (ORDER BY ${orderBy(filter.sort)}) AS "nth", p."id", p."title", p."clientId",
        p."contactId", p."waitingSince", c."name" AS "client", n."id" AS "nextId", n."title" AS "nextTitle",
        n."promisedOn" AS "nextOn", n."holder"
      FROM ${openProjects(freelancerId)}
      WHERE ${isWanted(freelancerId, filter, limits)} ${isAfter(freelancerId, filter.sort, after)}
      ORDER BY ${orderBy(filter.sort)} LIMIT ${PAGE + 1})
    SELECT p."id", p."title", p."clientId", p."client", t."name" AS "contact", p."waitingSince", p."nextId",
      p."nextTitle", p."nextOn", p."holder", ${isPut(Prisma.sql`p."nextId"`)} AS "isPut",
      ${askedOn} AS "askedOn", r."id" AS "riskId", r."title" AS "riskTitle", r."promisedOn" AS "riskOn"
    FROM shown p LEFT JOIN LATERAL (SELECT d."id", d."title", d."promisedOn" ${datesAtRisk(limits)}
      ORDER BY d."promisedOn", d."id" LIMIT 1) r ON true JOIN "Contact" t ON t."id" = p."contactId" AND t."freelancerId" = ${freelancerId}::uuid
    ORDER BY p."nth"`;
  const { rows, more } = pageOf(found, PAGE);
  const waits = await listWaits(
    scope,
    rows.map((row) => row.id),
  );
  return {
    projects: rows.map((row) => ({ ...asProject(row), waits: waits.get(row.id) ?? [] })),
    more,
  };
}

function asProject({ nextId, nextTitle, nextOn, holder, isPut, ...rest }: Row) {
  const { riskId, riskTitle, riskOn, askedOn: asked, ...row } = rest;
  const next = { id: nextId, title: nextTitle, promisedOn: nextOn, holder, isPut };
  const risk = { id: riskId, title: riskTitle, promisedOn: riskOn };
  return {
    ...row,
    /** The day of the first thing that the client is asked for. */
    askedOn: asked && fromDateColumn(asked),
    next: nextId ? { ...next, promisedOn: fromDateColumn(nextOn) } : null,
    /** The first date that is at risk. */
    risk: riskId ? { ...risk, promisedOn: fromDateColumn(riskOn) } : null,
  };
}

export type OverviewRow = Awaited<ReturnType<typeof listOverview>>["projects"][number];

/** Refuses a page that begins after a project which is none of the freelancer's. */
export async function requireOwn({ freelancerId }: Scope, after?: string): Promise<void> {
  if (after && !(await db().project.count({ where: { id: after, freelancerId } })))
    throw notFound("page");
}

/**
 * Returns the clients that a list can be narrowed to: the first by name of those with a project, and `wanted` in any
 * case; refused as not found where that one is none of the freelancer's.
 */
export async function listClientChoices({ freelancerId }: Scope, wanted?: string) {
  const select = { id: true, name: true } as const;
  const clients = await db().client.findMany({
    where: { freelancerId, projects: { some: {} } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: MOST_CLIENTS + 1,
    select,
  });
  const choices = clients.slice(0, MOST_CLIENTS);
  if (wanted && !choices.some(({ id }) => id === wanted)) {
    const one = await db().client.findUnique({ where: { id: wanted, freelancerId }, select });
    if (!one) throw notFound("client");
    choices.unshift(one);
  }
  return { choices, hasMore: clients.length > MOST_CLIENTS };
}

/** Whether the freelancer has any project at all. */
export async function hasProjects({ freelancerId }: Scope): Promise<boolean> {
  return (await db().project.findFirst({ where: { freelancerId }, select: { id: true } })) !== null;
}
