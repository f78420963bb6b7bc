import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build, type BuildOptions } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freelancerScope, type Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { listQuiet } from "@/features/quiet-clients/queries";
import { listToday } from "@/features/today/queries";
import { bundleOptions } from "../../scripts/build.mjs";

let folder: string;
let scope: Scope;
beforeAll(async () => {
  folder = await mkdtemp(join(process.cwd(), "node_modules/.demo-"));
  await build({ ...bundleOptions(["seed"]), outdir: folder } as BuildOptions);
  const env = { ...process.env, FILES_DIR: join(tmpdir(), "uptomark-demo-files") };
  await promisify(execFile)(process.execPath, [join(folder, "seed.mjs")], { env });
  const mira = await db().user.findUniqueOrThrow({ where: { email: "mira@example.com" } });
  scope = freelancerScope(mira.id);
});
afterAll(() => rm(folder, { recursive: true }));

const own = () => ({ freelancerId: scope.freelancerId });

test("the demo has fourteen months, nine clients and thirty-one deliveries", async () => {
  expect(await db().client.count({ where: own() })).toBe(9);
  const completed = { ...own(), completedAt: { not: null } };
  expect(await db().project.count({ where: completed })).toBe(31);
  const { _min } = await db().project.aggregate({ where: completed, _min: { completedAt: true } });
  const days = (Date.now() - _min.completedAt!.getTime()) / 86_400_000;
  expect(days).toBeGreaterThan(410);
  expect(days).toBeLessThan(430);
});

test("it has some of everything that can be counted", async () => {
  const verdicts = await db().answer.groupBy({ by: ["verdict"], where: own(), _count: true });
  expect(new Set(verdicts.map(({ verdict }) => verdict))).toEqual(
    new Set(["UP_TO_MARK", "NEARLY", "NOT_UP_TO_MARK"]),
  );
  const moves = await db().deadlineMove.findMany({ where: own() });
  const early = moves.map(({ toldDaysEarly }) => toldDaysEarly!);
  expect(early.some((days) => days > 0) && early.some((days) => days < 0)).toBe(true);
  expect(await db().deadlineMiss.count({ where: own() })).toBe(2);
  expect(await db().remedy.count({ where: { ...own(), keptAt: { not: null } } })).toBe(2);
  expect(await db().remedy.count({ where: { ...own(), keptAt: null } })).toBe(1);
  expect(await db().pledge.count({ where: { ...own(), keptAt: { not: null } } })).toBe(5);
  expect(await db().pledge.count({ where: { ...own(), missedAt: { not: null } } })).toBe(1);
  expect(await db().pledge.count({ where: { ...own(), keptAt: null } })).toBe(1);
  const quiet = await db().quietCheck.findMany({ where: own() });
  expect(quiet.map(({ reason }) => reason).toSorted()).toEqual(["NO_WORK", "RESULT"]);
  const storied = { ...own(), learnt: { not: "" }, what: "" };
  expect(await db().ledgerEntry.count({ where: storied })).toBe(3);
});

test("its history leaves Today, the emails and the follow-ups as they were", async () => {
  const studio = await db().studio.findUniqueOrThrow({ where: own() });
  const needs = await listToday(scope, studio, new Date());
  const old = await db().project.findMany({
    where: { ...own(), completedAt: { lt: new Date(Date.now() - 50 * 86_400_000) } },
    select: { title: true },
  });
  const shown = JSON.stringify(needs);
  expect(needs.length).toBeGreaterThan(0);
  expect(old.filter(({ title }) => shown.includes(title))).toEqual([]);
  expect(await listQuiet(scope, new Date())).toEqual([]);
  const unsent = await db().email.findMany({ where: { ...own(), settledAt: null } });
  expect(unsent.filter(({ projectId }) => projectId === null)).toEqual([]);
});
