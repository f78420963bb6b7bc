import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Scope } from "@/auth/scope";
import { db, inTransaction } from "@/db/client";
import { hasContacts } from "@/features/clients/queries";
import { listLanguages } from "@/features/follow-ups/settings/queries";
import { sumLedger } from "@/features/ledger/queries";
import { hasProjects } from "@/features/overview/queries";
import { quietSince } from "@/features/quiet-clients/queries";
import { listToday } from "@/features/today/queries";
import { Refusal } from "@/lib/errors";
import { client, freelancer, subcontractor } from "@tests/support/factories";
import { fullStudio, type FullStudio } from "@tests/support/full-studio";
import { isNewStudio } from "@/workflows/import-studio/queries";
import { call, codeOf, leaksOf, OWN_VALUES, PAGES, shortName, shown } from "@tests/support/leaks";
import { scopedFunctions, type ScopedFunction } from "@tests/support/scoped-functions";

const functions = scopedFunctions();

/** Queries whose answer has nothing of the studio in it, and where it is shown that they keep to it. */
const WORDLESS: Record<string, string> = {
  "messages/response-times/queries listResponses":
    "times: see tests/integration/response-times.test.ts",
  "quality/queries listCasesOf": "numbers: see tests/integration/erasure.test.ts",
  "retention/queries getRetention": "numbers: see tests/integration/retention.test.ts",
  "workflows/delete-project/queries readTraces":
    "numbers: see tests/integration/tidy-projects.test.ts",
  "pledges/queries countPledges": "numbers: see tests/integration/pledges.test.ts",
  "workflows/import-studio/queries isNewStudio": "yes or no: see the empty studio below",
  "clients/queries hasContacts": "yes or no: see the empty studio below",
  "overview/queries hasProjects": "yes or no: see the empty studio below",
  "overview/queries requireOwn": "nothing, or refused: see tests/integration/overview.test.ts",
  "overview/timeline/queries countByDay": "numbers: see tests/integration/overview.test.ts",
  "overview/waits/queries listWaits": "times: see tests/integration/overview.test.ts",
  "follow-ups/settings/queries listLanguages": "names of languages: see the empty studio below",
  "ledger/queries sumLedger": "sums: see the empty studio below",
  "quality/queries listMonths": "numbers: see tests/integration/quality-figures.test.ts",
  "quality/queries listCounted": "numbers: see tests/integration/quality-figures.test.ts",
  "quality/queries readFigures": "numbers: see tests/integration/quality-figures.test.ts",
  "quality/queries countMonths": "numbers: see tests/integration/quality-figures.test.ts",
  "quiet-clients/queries nextQuietAt": "a time: see tests/integration/studio-due.test.ts",
  "quiet-clients/queries quietSince": "a time: see the empty studio below",
};

let folder: string;
let mine: FullStudio;
let theirs: FullStudio;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "uptomark-tenancy-"));
  process.env.FILES_DIR = folder;
  [mine, theirs] = [await fullStudio(), await fullStudio()];
});
afterAll(() => rm(folder, { recursive: true }));

test("every query and command with a scope is found", () => {
  const names = functions.map(shortName);
  expect(names.length).toBeGreaterThan(100);
  const named = [OWN_VALUES, PAGES, WORDLESS].flatMap(Object.keys);
  expect(named.filter((name) => !names.includes(name))).toEqual([]);
});

describe("nothing of another studio comes back or changes", () => {
  test.each(functions.map((one) => [shortName(one), one] as const))("by %s", async (name, one) => {
    expect(await leaksOf(one, mine, theirs)).toEqual([]);
    const page = PAGES[name]?.(theirs.ids);
    if (page) expect(await leaksOf(one, mine, theirs, { page })).toEqual([]);
  });
});

describe("the same call by its owner finds what it names", () => {
  test.each(functions.map((one) => [shortName(one), one] as const))("%s", async (name, one) => {
    const studio = await fullStudio();
    const page = PAGES[name]?.(studio.ids);
    for (const further of page ? [undefined, page] : [undefined]) {
      const { value, error } = await call(one, studio, studio, further);
      if (error && !(error instanceof Refusal)) throw error;
      expect(codeOf(error)).not.toBe("not-found");
      if (/queries /.test(name) && !(name in WORDLESS) && further === undefined)
        expect(studio.marks.some((mark) => shown(value).includes(mark))).toBe(true);
    }
  });

  test("Today, which asks for many things, finds each", async () => {
    const where = { freelancerId: theirs.scope.freelancerId };
    const studio = await db().studio.findUniqueOrThrow({ where });
    const kinds = (await listToday(theirs.scope, studio, new Date())).map((need) => need.kind);
    expect(new Set(kinds)).toEqual(
      new Set([
        "case unanswered",
        "good answer",
        "deadline late",
        "deadline at risk",
        "message waiting",
        "new work asked for",
        "request answered",
        "request replied",
        "request late",
        "subcontractor waiting",
        "subcontractor date",
        "subcontractor unhappy",
        "pledge due",
        "quiet client answered",
        "email scheduled",
        "email to review",
        "email bounced",
        "email held",
        "emails stuck",
        "mailbox unread",
        "follow-up held",
        "zone unknown",
        "webhook off",
      ]),
    );
  });
});

describe("nothing of another client of the same studio comes back or changes", () => {
  const ofContacts = functions.filter((one) => {
    let isOne = false;
    one.argumentsFor((_name, type) => ((isOne ||= type === "ContactScope"), "any"));
    return isOne;
  });

  test.each(ofContacts.map((one) => [shortName(one), one] as const))(
    "by %s",
    async (_name, one) => {
      const studio = await fullStudio();
      const sibling = await client(studio.scope, { address: "other@example.com" });
      const { freelancerId: _shared, ...own } = studio.ids;
      const marks = Object.values(own);
      const { subcontractor } = studio;
      const asking = { scope: studio.scope, contact: sibling.scope, subcontractor };
      expect(await leaksOf(one, asking, studio, { marks })).toEqual([]);
    },
  );
});

describe("nothing of another subcontractor of the same studio comes back or changes", () => {
  const ofSubcontractors = functions.filter((one) => {
    let isOne = false;
    one.argumentsFor((_name, type) => ((isOne ||= type === "SubcontractorScope"), "any"));
    return isOne;
  });

  test("there are some", () => expect(ofSubcontractors.length).toBeGreaterThan(6));

  test.each(ofSubcontractors.map((one) => [shortName(one), one] as const))(
    "by %s",
    async (_name, one) => {
      const studio = await fullStudio();
      const { freelancerId: _shared, ...own } = studio.ids;
      const sibling = await subcontractor(studio.scope, { address: "bo@example.com" });
      const asking = { ...studio, subcontractor: sibling.scope };
      expect(await leaksOf(one, asking, studio, { marks: Object.values(own) })).toEqual([]);
    },
  );
});

test("an empty studio is new, has no contact, no language but English, no sums and no quiet client", async () => {
  const empty = await freelancer();
  expect(await hasContacts(empty)).toBe(false);
  expect([await hasProjects(empty), await hasProjects(theirs.scope)]).toEqual([false, true]);
  expect([await isNewStudio(empty), await isNewStudio(theirs.scope)]).toEqual([true, false]);
  expect(await listLanguages(empty)).toEqual(["en"]);
  const sums = (scope: Scope) => sumLedger(scope, "UTC", {});
  expect(await sums(empty)).toEqual({ counts: [], costs: [], goodwill: [], goodwillHours: 0 });
  const quiet = (scope: Scope) =>
    inTransaction((tx) => quietSince(tx, scope, theirs.ids.quietId!, new Date()));
  expect(await quiet(empty)).toBeNull();
  // The control: whose they are is told.
  const { counts } = await sums(theirs.scope);
  expect(counts.map(({ kind }) => kind)).toContain("CORRECTION");
  expect(await quiet(theirs.scope)).toBeInstanceOf(Date);
});

describe("the check finds what leaks:", () => {
  const leaky = (run: (scope: Scope, projectId: string) => unknown): ScopedFunction => ({
    name: "features/leaky/queries leak",
    load: async () => run,
    takesTransaction: false,
    argumentsFor: (give) => [give("scope", "Scope"), give("projectId", "string")],
  });

  test.each([
    ["a list without a filter", () => db().client.findMany(), /^returned: /],
    [
      "a row by its id alone",
      (_: Scope, id: string) => db().project.findUnique({ where: { id } }),
      /^returned/,
    ],
    [
      "a number of rows",
      (_: Scope, projectId: string) => db().message.count({ where: { projectId } }),
      /^an id/,
    ],
    [
      "a change by id alone",
      (_: Scope, id: string) => db().project.updateMany({ where: { id }, data: { title: "Mine" } }),
      /^written: Project/,
    ],
    [
      "a row of one's own that names theirs",
      ({ freelancerId }: Scope, subjectId: string) =>
        db().historyEntry.createMany({
          data: {
            freelancerId,
            subjectId,
            at: new Date(),
            actor: "FREELANCER",
            kind: "file.removed",
          },
        }),
      /^written: HistoryEntry/,
    ],
    [
      "a refusal in other words",
      () => {
        throw new Refusal("not-allowed", "This project is completed.");
      },
      /^a refusal that tells/,
    ],
  ])("%s", async (_what, run, expected) => {
    const [me, them] = [await fullStudio(), await fullStudio()];
    const found = await leaksOf(leaky(run), me, them);
    expect(found.some((leak) => expected.test(leak))).toBe(true);
  });
});
