import fc from "fast-check";
import { expect, test } from "vitest";
import { freelancerScope, type Scope } from "@/auth/scope";
import { db, inTransaction } from "@/db/client";
import { FIGURES, FIGURE_NAMES, figuresOf, RULES } from "@/features/quality/kinds";
import { listCasesOf, listMonths, readFigures } from "@/features/quality/queries";
import { listRows } from "@/features/quality/rows/queries";
import {
  countsIn,
  EVER,
  figuresIn,
  quarterFrom,
  summaryIn,
  summaryOf,
  type Counts,
  type Month,
  type Period,
} from "@/features/quality/rules";
import { beginErasure } from "@/workflows/erase-client/commands";
import { carryOut } from "@/workflows/erase-client/steps/commands";
import { settleFigures } from "@/workflows/settle-figures/commands";
import { client, freelancer } from "@tests/support/factories";
import { happen, histories, QUARTERS, type World } from "@tests/support/random-history";
import { recount, type Recount } from "@tests/support/recount";

const studioOf = (scope: Scope) =>
  db().studio.findUniqueOrThrow({ where: { freelancerId: scope.freelancerId } });

const settle = async () => settleFigures(new Date(), () => false);

/** What a page would show of each figure, as a list of values. */
function shown(counts: Counts): Recount {
  const values = FIGURES.map((figure) => {
    const list = Object.entries(counts[figure] ?? {}).flatMap(([value, times]) =>
      Array.from({ length: times }, () => Number(value)),
    );
    return [figure, list.toSorted((a, b) => a - b)] as const;
  });
  return new Map(values.filter(([, list]) => list.length > 0));
}

/** What a page would say of a recount. */
const said = (counted: Recount) =>
  figuresIn(
    Object.fromEntries(
      [...counted].map(([figure, list]) => {
        const values: Record<string, number> = {};
        for (const value of list) values[value] = (values[value] ?? 0) + 1;
        return [figure, values];
      }),
    ),
  );

const sorted = (counted: Recount) => [...counted].toSorted(([a], [b]) => a.localeCompare(b));

async function newWorld(): Promise<World & { scope: Scope }> {
  const scope = await freelancer();
  const made = [await client(scope), await client(scope, { address: "chidi@example.com" })];
  const people = made.map(({ clientId, contactId }) => ({ clientId, contactId }));
  return { scope, freelancerId: scope.freelancerId, people };
}

/** The page's figures are those of a plain recount, for ever and in each quarter. */
async function expectExact(scope: Scope): Promise<Month[]> {
  const months = await listMonths(scope, await studioOf(scope));
  const count = (from: string, until: string) => recount(scope.freelancerId, from, until);
  const ever = await count("2000-01-01", "2199-12-01");
  expect(sorted(shown(countsIn(months, EVER)))).toEqual(sorted(ever));
  const page = async (period: Period) =>
    readFigures(scope, await studioOf(scope), period, "2026-11-27");
  const { figures, quarters, first } = await page(EVER);
  expect(figures).toEqual(said(ever));
  if (months.length > 0) expect(first).toBe(months[0]!.month);
  for (const from of QUARTERS) {
    const period = quarterFrom(from);
    const expected = await count(from, period.until!);
    expect([from, sorted(shown(countsIn(months, period)))]).toEqual([from, sorted(expected)]);
    expect([from, (await page(period)).figures]).toEqual([from, said(expected)]);
    const drawn = quarters.find((one) => one.from === from);
    expect([from, drawn?.figures ?? {}]).toEqual([from, drawn ? said(expected) : {}]);
  }
  for (const [from, until] of [
    ["2025-01-01", "2026-01-01"],
    ["2026-01-01", "2027-01-01"],
    // No period of those that are kept.
    ["2025-11-01", "2026-02-01"],
  ] as const)
    expect([from, (await page({ from, until })).figures]).toEqual([
      from,
      said(await count(from, until)),
    ]);
  return months;
}

/** Each figure's list has as many rows as the figure counts, each once. */
async function expectRows(scope: Scope, months: Month[], period: Period): Promise<void> {
  const studio = await studioOf(scope);
  const counts = countsIn(months, period);
  for (const name of FIGURE_NAMES) {
    const listed = [];
    for (let skip = 0, more = true; more; skip += 50) {
      const page = await listRows(scope, studio, name, { period, value: null, skip });
      expect(page.count).toBe(summaryOf(counts, name).count);
      listed.push(...page.rows);
      more = page.more;
    }
    expect(new Set(listed.map(({ figure, id }) => `${figure} ${id}`)).size).toBe(listed.length);
    const values = figuresOf(name).flatMap((figure) => shown(counts).get(figure) ?? []);
    expect(listed.map(({ value }) => value).toSorted((a, b) => a - b)).toEqual(
      values.toSorted((a, b) => a - b),
    );
    expect(listed.map(({ on }) => on)).toEqual(
      listed
        .map(({ on }) => on)
        .toSorted()
        .toReversed(),
    );
  }
}

test("each figure is what a plain recount finds, counted before or not, whatever changes late", async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(histories, histories, histories, async (first, second, third) => {
      const { scope, ...world } = await newWorld();
      await happen(world, first);
      await expectExact(scope);
      await settle();
      await expectExact(scope);
      // Most of it happened in months that are counted already.
      await happen(world, second);
      await expectExact(scope);
      await settle();
      await happen(world, third);
      const months = await expectExact(scope);
      await settle();
      expect(await expectExact(scope)).toEqual(months);
      await expectRows(scope, months, EVER);
      await expectRows(scope, months, quarterFrom("2026-01-01"));
      for (const figure of shown(countsIn(months, EVER)).keys()) seen.add(figure);
      await db().user.delete({ where: { id: scope.freelancerId } });
    }),
    { numRuns: 12, endOnFailure: true },
  );
  // Random as they are, the histories have something of most figures.
  expect(seen.size).toBeGreaterThan(24);
}, 240_000);

test("a client who is erased goes on being counted, and their rows are said to be gone", async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(histories, fc.boolean(), async (history, isSettled) => {
      const { scope, ...world } = await newWorld();
      await happen(world, history);
      if (isSettled) await settle();
      const figures = async () => readFigures(scope, await studioOf(scope), EVER, "2026-11-27");
      const before = await figures();
      const [{ clientId }] = world.people as [World["people"][number]];
      const cases = await listCasesOf(scope, clientId, await studioOf(scope));
      await inTransaction((tx) => beginErasure(tx, scope, clientId, new Date()));
      // Their rows are still there, and nothing is counted twice.
      expect(await figures()).toEqual(before);
      await carryOut(scope, clientId, new Date());
      expect(await figures()).toEqual(before);
      await settle();
      expect(await figures()).toEqual(before);
      for (const name of FIGURE_NAMES) {
        const { count, erased } = await listRows(scope, await studioOf(scope), name);
        expect(count + erased).toBe(summaryIn(before.figures, name).count);
        const theirs = cases.filter(({ figure }) => figuresOf(name).includes(figure));
        expect([name, erased]).toEqual([name, theirs.length]);
      }
      for (const { figure } of cases) seen.add(figure);
      await db().user.delete({ where: { id: scope.freelancerId } });
    }),
    { numRuns: 12, endOnFailure: true },
  );
  expect(seen.size).toBeGreaterThan(12);
}, 240_000);

test("the test would see a change that nobody noted", async () => {
  const { scope, ...world } = await newWorld();
  const promise = { what: "promise", half: 4800, pick: 0, choice: 4 } as const;
  await happen(world, [{ what: "begin", half: 0, pick: 0, choice: 0 }, promise]);
  await settle();
  await expectExact(scope);
  await happen(world, [{ ...promise, half: 9600 }]);
  await db().figureChange.deleteMany({ where: { freelancerId: scope.freelancerId } });
  await expect(expectExact(scope)).rejects.toThrow(/promises/);
});

test("settled months are read as they were counted, and another version's are counted again", async () => {
  const { scope, ...world } = await newWorld();
  await happen(world, [{ what: "comeBack", half: 480, pick: 0, choice: 0 }]);
  await settle();
  const { freelancerId } = scope;
  const counts = { back: { "0": 7 } };
  await db().figureMonth.updateMany({ where: { freelancerId }, data: { counts } });
  const back = async () =>
    summaryOf(countsIn(await listMonths(scope, await studioOf(scope)), EVER), "back").count;
  expect(await back()).toBe(7);
  await db().figureState.update({ where: { freelancerId }, data: { rules: 0 } });
  expect(await back()).toBe(1);
  await settle();
  expect(await back()).toBe(1);
  expect(await db().figureState.findUnique({ where: { freelancerId } })).toMatchObject({
    rules: RULES,
  });
});

test("what changes while months are counted is counted with the next run", async () => {
  const { scope, ...world } = await newWorld();
  const cameBack = (half: number) =>
    happen(world, [{ what: "comeBack", half, pick: 0, choice: 0 }]);
  await cameBack(480);
  await settle();
  // Committed only after the run: its note is still there, and the page counts it at once.
  let commit = () => {};
  const isOpen = new Promise<void>((resolve) => (commit = resolve));
  const { clientId } = world.people[0]!;
  const slow = db().$transaction(async (tx) => {
    await tx.historyEntry.create({
      data: {
        freelancerId: scope.freelancerId,
        clientId,
        at: new Date("2025-11-01T09:00:00Z"),
        actor: "FREELANCER",
        kind: "client.cameBack",
      },
    });
    await isOpen;
  });
  await cameBack(960);
  await settle();
  commit();
  await slow;
  await expectExact(scope);
  await settle();
  const months = await expectExact(scope);
  expect(summaryOf(countsIn(months, EVER), "back").count).toBe(3);
});

test("two runs at once count the same", async () => {
  const { scope, ...world } = await newWorld();
  await happen(
    world,
    Array.from({ length: 20 }, (_, n) => ({ what: "comeBack", half: n * 700, pick: n, choice: n })),
  );
  await Promise.all([settle(), settle(), settle()]);
  await expectExact(scope);
});

test("a studio that goes takes its figures with it", async () => {
  const { scope, ...world } = await newWorld();
  await happen(world, [
    { what: "begin", half: 0, pick: 0, choice: 1 },
    { what: "converse", half: 900, pick: 0, choice: 1 },
    { what: "promise", half: 900, pick: 0, choice: 1 },
    { what: "answer", half: 900, pick: 0, choice: 1 },
  ]);
  await settle();
  await happen(world, [{ what: "converse", half: 990, pick: 0, choice: 1 }]);
  const where = { freelancerId: scope.freelancerId };
  await db().user.delete({ where: { id: scope.freelancerId } });
  expect(await db().figureMonth.count({ where })).toBe(0);
  expect(await db().figureChange.count({ where })).toBe(0);
  expect(await db().figureState.count({ where })).toBe(0);
});

test("one studio's figures are of its own rows alone", async () => {
  const { scope, ...world } = await newWorld();
  const stranger = freelancerScope((await freelancer()).freelancerId);
  await happen(world, [{ what: "converse", half: 900, pick: 0, choice: 1 }]);
  await settle();
  expect(await listMonths(stranger, await studioOf(stranger))).toEqual([]);
  expect((await listMonths(scope, await studioOf(scope))).length).toBe(1);
  const none = await listRows(stranger, await studioOf(stranger), "replies", {
    period: EVER,
    value: null,
    skip: 0,
  });
  expect(none).toEqual({ rows: [], count: 0, erased: 0, more: false });
});
