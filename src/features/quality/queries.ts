import type { Scope } from "@/auth/scope";
import { db, type Tx } from "@/db/client";
import { addMonths, fromDateColumn, type Day } from "@/lib/dates";
import {
  asFact,
  listRecoveries,
  listReplies,
  listTowards,
  type Fact,
  type Raw,
  type StudioFacts,
} from "./facts/queries";
import { FIGURES, RULES, type Figure } from "./kinds";
import {
  countsIn,
  DRAWN,
  EVER,
  figuresIn,
  FIRST,
  isKept,
  LAST,
  monthOf,
  quarterFrom,
  quarterOf,
  quartersOf,
  together,
  without,
  type Counts,
  type Figures,
  type Month,
  type Period,
} from "./rules";
import { countedRows, type Span } from "./sql";

type Within = Pick<Tx, "$queryRaw">;

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

/** The figures of a period as they were kept. */
type Stored = [from: Day, until: Day, figures: Figures];

/** Reads which figures are kept: of a period, and of each quarter since a day. */
async function readStored({ freelancerId }: Scope, since: Day, { from, until }: Period) {
  const [stored] = await db().$queryRaw<
    [Pick<Counted, "rules" | "changedFrom" | "first"> & { periods: Stored[] | null }]
  >`
    SELECT s."rules", (SELECT date_trunc('month', min(c."fromOn"))::date::text FROM "FigureChange" c
        WHERE c."freelancerId" = ${freelancerId}::uuid) AS "changedFrom",
      (SELECT min(m."month")::text FROM "FigureMonth" m WHERE m."freelancerId" = ${freelancerId}::uuid) AS "first",
      (SELECT json_agg(json_build_array(p."from", p."until", p."figures")) FROM "FigurePeriod" p
        WHERE p."freelancerId" = ${freelancerId}::uuid
          AND (p."from" >= ${since}::date AND p."until" = p."from" + interval '3 months'
            OR p."from" = ${from ?? FIRST}::date AND p."until" = ${until ?? LAST}::date)) AS "periods"
    FROM (SELECT 1) one LEFT JOIN "FigureState" s ON s."freelancerId" = ${freelancerId}::uuid`;
  const byPeriod = new Map(
    stored.periods?.map(([first, end, figures]) => [`${first} ${end}`, figures]),
  );
  return {
    ...stored,
    of: (one: Period): Figures => byPeriod.get(`${one.from ?? FIRST} ${one.until ?? LAST}`) ?? {},
  };
}

/**
 * Returns what the page shows: the figures of a period and of the last two years' quarters, and in which month there
 * was the first. What has changed since the figures were kept is counted now.
 */
export async function readFigures(
  scope: Scope,
  studio: StudioFacts,
  period: Period,
  today: Day,
): Promise<{ figures: Figures; quarters: { from: Day; figures: Figures }[]; first: Day | null }> {
  const since = addMonths(quarterOf(today), -3 * (DRAWN - 1));
  const drawn = quartersOf(since, today);
  const stored = await readStored(scope, since, period);
  const stale = staleFrom(stored);
  const isFresh = (one: Period) =>
    isKept(one) && (stale === null || (one.until !== null && one.until <= stale));
  const asked = [period, ...drawn.map(quarterFrom)].filter((one) => !isFresh(one));
  const fresh = asked.length > 0 ? await countPeriods(scope, studio, asked) : null;
  const figuresOf = (one: Period) => (isFresh(one) ? stored.of(one) : fresh!.of(one));
  return {
    figures: figuresOf(period),
    quarters: drawn.map((one) => ({ from: one, figures: figuresOf(quarterFrom(one)) })),
    first: fresh ? fresh.first : stored.first,
  };
}

/** From which month on what was counted is no longer so; null where all of it is. */
const staleFrom = ({ rules, changedFrom }: Pick<Counted, "rules" | "changedFrom">): Day | null =>
  rules === RULES ? changedFrom : FIRST;

/** Counts periods from the months in them: those that were counted, and the changed ones anew. */
async function countPeriods(scope: Scope, studio: StudioFacts, periods: Period[]) {
  const since = periods.flatMap(({ from }) => from ?? []).toSorted()[0] ?? LAST;
  const read = await readCounted(scope, db(), { since, period: EVER });
  const stale = staleFrom(read);
  const fresh = stale === null ? [] : await countMonths(scope, studio, stale);
  const isStale = (month: Day) => stale !== null && month >= stale;
  const gone = read.months.filter(({ month }) => isStale(month));
  const months = [...read.months.filter(({ month }) => !isStale(month)), ...fresh];
  const all = () =>
    stale === FIRST
      ? countsIn(fresh, EVER)
      : together(without(read.all ?? {}, countsIn(gone, EVER)), countsIn(fresh, EVER));
  // A month that was counted and has changed may have nothing in it any more.
  const first = read.first !== null && !isStale(read.first) ? read.first : null;
  return {
    of: (one: Period): Figures => figuresIn(one.from === null ? all() : countsIn(months, one)),
    first: first ?? fresh[0]?.month ?? null,
  };
}

/** One case that is counted: what is known of it once nothing leads to whose it was. */
export type Case = { figure: Figure; month: Day; value: number };

/** Returns every case that is counted of one client, in no order: what stays of them when they are erased. */
export async function listCasesOf(
  { freelancerId }: Scope,
  clientId: string,
  studio: StudioFacts,
  within: Within = db(),
): Promise<Case[]> {
  const span = { freelancerId, zone: studio.zone, from: FIRST, until: LAST, clientId };
  const rows = await within.$queryRaw<Raw[]>`SELECT f.* FROM ${countedRows(span, FIGURES)!} f`;
  return [...rows.map(asFact), ...(await listTimed(within, studio, span))].map(
    ({ figure, on, value }) => ({ figure, month: monthOf(on), value }),
  );
}

/** Counts the months from one on anew, each in which anything is. What stays of erased clients is counted too. */
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
    FROM (SELECT f."figure", f."on", f."value" FROM ${countedRows(span, FIGURES)!} f
      UNION ALL SELECT k."figure", k."month", k."value" FROM "KeptFigure" k
        WHERE k."freelancerId" = ${freelancerId}::uuid AND k."month" >= ${span.from}::date) f
    GROUP BY 1, 2, 3`;
  const months = new Map<Day, Counts>();
  const add = (month: Day, figure: Figure, value: number, times: number) => {
    const counts = months.get(month) ?? {};
    const values = (counts[figure] ??= {});
    values[value] = (values[value] ?? 0) + times;
    months.set(month, counts);
  };
  for (const row of rows) add(fromDateColumn(row.month), row.figure, row.value, row.times);
  for (const { on, figure, value } of await listTimed(within, studio, span))
    add(monthOf(on), figure, value, 1);
  return [...months]
    .map(([month, counts]) => ({ month, counts }))
    .toSorted((a, b) => a.month.localeCompare(b.month));
}

/** Returns the cases of a span whose value is working time, which SQL cannot count. */
async function listTimed(within: Within, studio: StudioFacts, span: Span): Promise<Fact[]> {
  return [
    ...(await listReplies(within, studio, span)),
    ...(await listRecoveries(within, studio, span)),
    ...(await listTowards(within, studio, span)),
  ];
}
