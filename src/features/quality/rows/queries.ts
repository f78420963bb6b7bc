import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import {
  asFact,
  listRecoveries,
  listReplies,
  listTowards,
  type Fact,
  type Raw,
  type StudioFacts,
} from "@/features/quality/facts/queries";
import { figuresOf, type Figure, type FigureName } from "@/features/quality/kinds";
import { listMonths } from "@/features/quality/queries";
import {
  countsIn,
  EVER,
  without,
  type Counts,
  type Month,
  type Period,
} from "@/features/quality/rules";
import { spanOf } from "@/features/quality/rows/rules";
import { countedRows, type Span } from "@/features/quality/sql";
import { placeMessages } from "@/features/search/messages/queries";

/** Which of a figure's rows: all of them where nothing is said. */
type Asked = { period?: Period; value?: number | null; skip?: number };

/** As many rows as a page has. */
const PAGE = 50;

type Names = { client: string | null; project: string | null };

/**
 * Returns the rows that a figure counts in a period, the latest first, fifty at a time after `skip`, how many there
 * are, and how many more cases were of clients who were erased. With a `value` those alone that have it.
 */
export async function listRows(
  scope: Scope,
  studio: StudioFacts,
  name: FigureName,
  { period = EVER, value = null, skip = 0 }: Asked = {},
) {
  const figures = figuresOf(name);
  const left = await listKept(scope);
  const months = (await listMonths(scope, studio)).map(({ month, counts }) => {
    const rest = without(
      counts,
      countsIn(
        left.filter((one) => one.month === month),
        EVER,
      ),
    );
    return { month, count: timesIn(countsIn([{ month, counts: rest }], period), figures, value) };
  });
  const count = months.reduce((total, one) => total + one.count, 0);
  const erased = timesIn(countsIn(left, period), figures, value);
  const part = spanOf(months, skip, PAGE);
  if (!part) return { rows: [], count, erased, more: false };
  const span = { freelancerId: scope.freelancerId, zone: studio.zone, ...part };
  const facts = (await listFacts(studio, span, figures))
    .filter((fact) => value === null || fact.value === value)
    .toSorted((a, b) => b.on.localeCompare(a.on) || b.id.localeCompare(a.id));
  const shown = facts.slice(part.skip, part.skip + PAGE);
  return {
    rows: await withPlaces(scope, await withNames(scope, shown)),
    count,
    erased,
    more: skip + shown.length < count,
  };
}

export type Row = Fact & Names;

/** What stays of erased clients, by the month. */
async function listKept({ freelancerId }: Scope): Promise<Month[]> {
  const rows = await db().$queryRaw<
    { month: string; figure: Figure; value: number; times: number }[]
  >`
    SELECT k."month"::text AS "month", k."figure", k."value", count(*)::int AS "times" FROM "KeptFigure" k
    WHERE k."freelancerId" = ${freelancerId}::uuid GROUP BY 1, 2, 3`;
  return rows.map(({ month, figure, value, times }) => ({
    month,
    counts: { [figure]: { [value]: times } },
  }));
}

function timesIn(counts: Counts, figures: readonly Figure[], value: number | null): number {
  return figures
    .flatMap((figure) => Object.entries(counts[figure] ?? {}))
    .filter(([one]) => value === null || Number(one) === value)
    .reduce((total, [, times]) => total + times, 0);
}

/** Returns the cases of some figures in a span, in no order. */
async function listFacts(studio: StudioFacts, span: Span, figures: readonly Figure[]) {
  const table = countedRows(span, figures);
  const has = (prefix: string) => figures.some((one) => one.startsWith(prefix));
  const [rows, ...timed] = await Promise.all([
    table
      ? db().$queryRaw<Raw[]>`SELECT f.* FROM ${table} f WHERE f."figure" = ANY(${[...figures]})`
      : [],
    has("replies") ? listReplies(db(), studio, span) : [],
    has("recovery") ? listRecoveries(db(), studio, span) : [],
    has("towards") ? listTowards(db(), studio, span) : [],
  ]);
  return [...rows.map(asFact), ...timed.flat()].filter(({ figure }) => figures.includes(figure));
}

async function withNames({ freelancerId }: Scope, facts: Fact[]): Promise<Row[]> {
  const ids = (key: "clientId" | "projectId") => [
    ...new Set(facts.flatMap((fact) => fact[key] ?? [])),
  ];
  const [clients, projects] = await Promise.all([
    db().client.findMany({
      where: { freelancerId, id: { in: ids("clientId") } },
      select: { id: true, name: true },
    }),
    db().project.findMany({
      where: { freelancerId, id: { in: ids("projectId") } },
      select: { id: true, title: true },
    }),
  ]);
  const clientOf = new Map(clients.map(({ id, name }) => [id, name]));
  const projectOf = new Map(projects.map(({ id, title }) => [id, title]));
  return facts.map((fact) => ({
    ...fact,
    client: clientOf.get(fact.clientId ?? "") ?? null,
    project: projectOf.get(fact.projectId ?? "") ?? null,
  }));
}

/** Of a line of a thread the thread's own page may be too short: then it is on an older one. */
async function withPlaces(scope: Scope, rows: Row[]): Promise<Row[]> {
  const lines = rows.flatMap((row) => {
    const [href, id] = row.href.split("#m-");
    return id ? [{ id, href: href!, found: "", at: new Date(row.on), about: "" }] : [];
  });
  const placed = lines.length > 0 ? await placeMessages(scope, lines) : [];
  const placeOf = new Map(placed.map(({ id, href }) => [id, href]));
  return rows.map((row) => ({
    ...row,
    href: placeOf.get(row.href.split("#m-")[1] ?? "") ?? row.href,
  }));
}
