import type { Scope } from "@/auth/scope";
import { db, type Tx } from "@/db/client";
import { placeMessages } from "@/features/search/messages/queries";
import { addMonths, fromDateColumn, type Day } from "@/lib/dates";
import {
  asFact,
  listRecoveries,
  listReplies,
  type Fact,
  type Raw,
  type StudioFacts,
} from "./facts/queries";
import { FIGURES, figuresOf, RULES, type Figure, type FigureName } from "./kinds";
import {
  countsIn,
  DRAWN,
  EVER,
  quarterFrom,
  quarterOf,
  quartersOf,
  spanOf,
  together,
  without,
  type Counts,
  type Month,
  type Period,
} from "./rules";
import { countedRows, type Span } from "./sql";

type Within = Pick<Tx, "$queryRaw">;

/** Before the first and after the last day that anything can have. */
const FIRST = "2000-01-01";
const LAST = "2199-12-01";

/** What has been counted of a studio, and from which day on something has changed since. */
type Counted = {
  rules: number | null;
  changedFrom: string | null;
  first: string | null;
  all: Counts | null;
  months: [Day, Counts][] | null;
};

/** Reads what has been counted, of the months those that are in a span; the changed ones too. */
async function readCounted(
  { freelancerId }: Scope,
  within: Within,
  { since, period }: { since: Day; period: Period },
) {
  const { from, until } = period;
  const [counted] = await within.$queryRaw<[Counted]>`
    WITH changed AS (SELECT date_trunc('month', min(c."fromOn"))::date AS "from" FROM "FigureChange" c
      WHERE c."freelancerId" = ${freelancerId}::uuid)
    SELECT s."rules", s."counts" AS "all", (SELECT "from"::text FROM changed) AS "changedFrom",
      (SELECT min(m."month")::text FROM "FigureMonth" m WHERE m."freelancerId" = ${freelancerId}::uuid) AS "first",
      (SELECT json_agg(json_build_array(m."month", m."counts") ORDER BY m."month") FROM "FigureMonth" m
        WHERE m."freelancerId" = ${freelancerId}::uuid AND (m."month" >= ${since}::date
          OR m."month" >= (SELECT "from" FROM changed)
          OR m."month" >= ${from}::date AND m."month" < ${until}::date)) AS "months"
    FROM (SELECT 1) one LEFT JOIN "FigureState" s ON s."freelancerId" = ${freelancerId}::uuid`;
  const months = (counted.months ?? []).map(([month, counts]) => ({ month, counts }));
  return { ...counted, months };
}

/**
 * Returns what is counted in each month in which anything is: as it was counted once, and of the months in which
 * something has changed since, as it is now.
 */
export async function listMonths(
  scope: Scope,
  studio: StudioFacts,
  within: Within = db(),
): Promise<Month[]> {
  const { rules, changedFrom, months } = await readCounted(scope, within, {
    since: FIRST,
    period: EVER,
  });
  if (rules !== RULES) return countMonths(scope, studio, FIRST, within);
  if (changedFrom === null) return months;
  const fresh = await countMonths(scope, studio, changedFrom, within);
  return [...months.filter(({ month }) => month < changedFrom), ...fresh];
}

/** Returns the months before one as they were counted. */
export async function listCounted(
  { freelancerId }: Scope,
  before: Day,
  within: Within = db(),
): Promise<Month[]> {
  const rows = await within.$queryRaw<{ month: string; counts: Counts }[]>`
    SELECT m."month"::text AS "month", m."counts" FROM "FigureMonth" m
    WHERE m."freelancerId" = ${freelancerId}::uuid AND m."month" < ${before}::date`;
  return rows;
}

/**
 * Returns what the page shows: the counts of a period, those of the last two years' quarters, and in which month there
 * was the first. The same as of `listMonths`, without reading the months of all time.
 */
export async function readFigures(
  scope: Scope,
  studio: StudioFacts,
  period: Period,
  today: Day,
): Promise<{ counts: Counts; quarters: { from: Day; counts: Counts }[]; first: Day | null }> {
  const since = addMonths(quarterOf(today), -3 * (DRAWN - 1));
  const read = await readCounted(scope, db(), { since, period });
  const from = read.rules === RULES ? read.changedFrom : FIRST;
  const fresh = from === null ? [] : await countMonths(scope, studio, from);
  const earlier = read.months.filter(({ month }) => from === null || month < from);
  const gone = read.months.filter(({ month }) => from !== null && month >= from);
  const months = [...earlier, ...fresh];
  const all = together(without(read.all ?? {}, countsIn(gone, EVER)), countsIn(fresh, EVER));
  const drawn = quartersOf(since, today);
  return {
    counts:
      period.from === null
        ? read.rules === RULES
          ? all
          : countsIn(fresh, EVER)
        : countsIn(months, period),
    quarters: drawn.map((one) => ({ from: one, counts: countsIn(months, quarterFrom(one)) })),
    first:
      [read.first, ...fresh.map(({ month }) => month)]
        .filter((one) => one !== null)
        .toSorted()[0] ?? null,
  };
}

/** Counts the months from one on anew, each in which anything is. */
export async function countMonths(
  { freelancerId }: Scope,
  studio: StudioFacts,
  from: Day = FIRST,
  within: Within = db(),
): Promise<Month[]> {
  const span = { freelancerId, zone: studio.zone, from: from < FIRST ? FIRST : from, until: LAST };
  const rows = await within.$queryRaw<
    { figure: Figure; month: Date; value: number; times: number }[]
  >`
    SELECT f."figure", date_trunc('month', f."on")::date AS "month", f."value", count(*)::int AS "times"
    FROM ${countedRows(span, FIGURES)!} f GROUP BY 1, 2, 3`;
  const months = new Map<Day, Counts>();
  const add = (month: Day, figure: Figure, value: number, times: number) => {
    const counts = months.get(month) ?? {};
    const values = (counts[figure] ??= {});
    values[value] = (values[value] ?? 0) + times;
    months.set(month, counts);
  };
  for (const row of rows) add(fromDateColumn(row.month), row.figure, row.value, row.times);
  const timed = [
    ...(await listReplies(within, studio, span)),
    ...(await listRecoveries(within, studio, span)),
  ];
  for (const { on, figure, value } of timed) add(`${on.slice(0, 7)}-01`, figure, value, 1);
  return [...months]
    .map(([month, counts]) => ({ month, counts }))
    .toSorted((a, b) => a.month.localeCompare(b.month));
}

/** Which of a figure's rows: all of them where nothing is said. */
type Asked = { period?: Period; value?: number | null; skip?: number };

/** As many rows as a page has. */
const PAGE = 50;

type Names = { client: string | null; project: string | null };

/**
 * Returns the rows that a figure counts in a period, the latest first, fifty at a time after `skip`, and how many there
 * are. With a `value` those alone that have it.
 */
export async function listRows(
  scope: Scope,
  studio: StudioFacts,
  name: FigureName,
  { period = EVER, value = null, skip = 0 }: Asked = {},
) {
  const figures = figuresOf(name);
  const months = (await listMonths(scope, studio)).map(({ month, counts }) => ({
    month,
    count: timesIn(countsIn([{ month, counts }], period), figures, value),
  }));
  const count = months.reduce((total, one) => total + one.count, 0);
  const part = spanOf(months, skip, PAGE);
  if (!part) return { rows: [], count, more: false };
  const span = { freelancerId: scope.freelancerId, zone: studio.zone, ...part };
  const facts = (await listFacts(studio, span, figures))
    .filter((fact) => value === null || fact.value === value)
    .toSorted((a, b) => b.on.localeCompare(a.on) || b.id.localeCompare(a.id));
  const shown = facts.slice(part.skip, part.skip + PAGE);
  return {
    rows: await withPlaces(scope, await withNames(scope, shown)),
    count,
    more: skip + shown.length < count,
  };
}

export type Row = Fact & Names;

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
  const [rows, replies, recoveries] = await Promise.all([
    table
      ? db().$queryRaw<Raw[]>`SELECT f.* FROM ${table} f WHERE f."figure" = ANY(${[...figures]})`
      : [],
    has("replies") ? listReplies(db(), studio, span) : [],
    has("recovery") ? listRecoveries(db(), studio, span) : [],
  ]);
  return [...rows.map(asFact), ...replies, ...recoveries].filter(({ figure }) =>
    figures.includes(figure),
  );
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
