import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import type { Holder } from "@/db/enums";
import { markAtRisk, promiseDeadline } from "@/features/deadlines/commands";
import { listRisks } from "@/features/deadlines/risk/queries";
import { limitsOf, listClientChoices, listOverview } from "@/features/overview/queries";
import { SORTS, type OpenState, type Sort } from "@/features/overview/schema";
import { countByDay, listTimeline } from "@/features/overview/timeline/queries";
import { turnOf } from "@/features/overview/rules";
import { spanOf, type TimelineProject } from "@/features/overview/timeline/rules";
import { listWaits } from "@/features/overview/waits/queries";
import { askFor } from "@/features/requests/commands";
import { putBeforeClient } from "@/features/sign-offs/commands";
import { listProjects } from "@/features/projects/list/queries";
import { writeNote } from "@/features/projects/work-notes/commands";
import { completeProject } from "@/workflows/complete-project/commands";
import { writeToFreelancer } from "@/workflows/post-message/commands";
import { client, freelancer, MONDAY, project, type Person } from "@tests/support/factories";
import { fullStudio } from "@tests/support/full-studio";

const DAY = 86_400_000;
/** The Thursday of the same week. */
const THURSDAY = new Date(MONDAY.getTime() + 3 * DAY);

async function promise(
  scope: Scope,
  projectId: string,
  promisedOn: string,
  more: { title?: string; holder?: Holder } = {},
) {
  const { title = "Draft", holder = "FREELANCER" } = more;
  return promiseDeadline(scope, { projectId, title, promisedOn, holder }, MONDAY);
}

async function studioOf({ freelancerId }: Scope) {
  return db().studio.findUniqueOrThrow({ where: { freelancerId } });
}

type Asking = { state?: OpenState; sort?: Sort; clientId?: string; find?: string };

async function overview(scope: Scope, asking: Asking = {}, after?: string, now = THURSDAY) {
  const filter = { state: "open", sort: "next", ...asking } as const;
  return listOverview(scope, filter, limitsOf(await studioOf(scope), now), after);
}

const titles = async (scope: Scope, asking: Asking = {}) =>
  (await overview(scope, asking)).projects.map((one) => one.title);

/** A studio with a project in each state that the overview tells apart. */
async function oneOfEach() {
  const scope = await freelancer();
  const ines = await client(scope);
  const haru = await client(scope, { name: "Tanaka Tea", contactName: "Haru Tanaka" });
  const begin = async (person: Person, title: string) => project(scope, person, title);
  const ids = {
    later: await begin(ines, "Later"),
    late: await begin(ines, "Late"),
    undated: await begin(ines, "Undated"),
    theirs: await begin(haru, "Theirs"),
    near: await begin(haru, "Near"),
    completed: await begin(haru, "Completed"),
  };
  await promise(scope, ids.later, "2026-12-18");
  await promise(scope, ids.later, "2027-01-18", { title: "Print" });
  await promise(scope, ids.late, "2026-11-25");
  await promise(scope, ids.theirs, "2026-12-01", { title: "Photos", holder: "CLIENT" });
  await promise(scope, ids.near, "2026-11-30");
  await promise(scope, ids.completed, "2026-11-24");
  await completeProject(scope, ids.completed, MONDAY);
  return { scope, ids, ines, haru };
}

describe("the overview of projects", () => {
  test("has the late ones first, and those without a date last", async () => {
    const { scope } = await oneOfEach();
    const { projects } = await overview(scope);
    expect(projects.map(({ title, next }) => [title, next?.promisedOn ?? null])).toEqual([
      ["Late", "2026-11-25"],
      ["Near", "2026-11-30"],
      ["Theirs", "2026-12-01"],
      ["Later", "2026-12-18"],
      ["Undated", null],
    ]);
  });

  test.each<[OpenState, string[]]>([
    ["late", ["Late", "Near"]],
    ["mine", ["Late", "Near", "Later"]],
    ["theirs", ["Theirs"]],
  ])("of the state %s has %j", async (state, expected) => {
    const { scope } = await oneOfEach();
    expect(await titles(scope, { state })).toEqual(expected);
  });

  test("says at risk of the same projects as Today", async () => {
    const { scope, ids } = await oneOfEach();
    const studio = await studioOf(scope);
    const atRisk = async () =>
      (await overview(scope)).projects.flatMap(({ id, risk }) => (risk ? [id] : []));
    const onToday = async () =>
      (await listRisks(scope, studio, THURSDAY)).map((risk) => risk.projectId);
    expect(await atRisk()).toEqual([ids.near]);
    expect(await atRisk()).toEqual(await onToday());
    await writeNote(scope, { projectId: ids.near, text: "Half is drawn.", as: "shown" }, THURSDAY);
    await db().workNote.updateMany({
      where: { projectId: ids.near },
      data: { createdAt: THURSDAY },
    });
    expect(await atRisk()).toEqual([]);
    expect(await onToday()).toEqual([]);
    const { id } = await db().deadline.findFirstOrThrow({
      where: { projectId: ids.later, title: "Print" },
    });
    await markAtRisk(scope, id, true, THURSDAY);
    expect(await atRisk()).toEqual([ids.later]);
    expect(await onToday()).toEqual([ids.later]);
    expect(await titles(scope, { state: "late" })).toEqual(["Late", "Later"]);
  });

  test("gives the turn to the freelancer while a client's message waits", async () => {
    const { scope, ids, haru } = await oneOfEach();
    await writeToFreelancer(
      haru.scope,
      { projectId: ids.theirs, text: "Which photos do you want?", formKey: randomUUID() },
      THURSDAY,
    );
    expect(await titles(scope, { state: "theirs" })).toEqual([]);
    expect(await titles(scope, { state: "mine" })).toContain("Theirs");
    const row = (await overview(scope)).projects.find(({ id }) => id === ids.theirs)!;
    expect(row.waitingSince).toEqual(THURSDAY);
  });

  test("gives the turn to the client for what was delivered, and for what they are asked", async () => {
    const { scope, ids } = await oneOfEach();
    expect(await titles(scope, { state: "theirs" })).toEqual(["Theirs"]);
    const late = await db().deadline.findFirstOrThrow({ where: { projectId: ids.late } });
    await putBeforeClient(scope, { deadlineId: late.id }, MONDAY);
    const near = { projectId: ids.near, kind: "ANSWER" as const, title: "The logo", options: [] };
    await askFor(scope, { ...near, dueOn: "2026-12-01", formKey: randomUUID() }, THURSDAY);
    // It is asked for after the day that the freelancer has promised.
    expect(await titles(scope, { state: "theirs" })).toEqual(["Late", "Theirs"]);
    await askFor(scope, { ...near, dueOn: "2026-11-30", formKey: randomUUID() }, THURSDAY);
    expect(await titles(scope, { state: "theirs" })).toEqual(["Late", "Near", "Theirs"]);
    const { projects } = await overview(scope);
    expect(projects.filter((one) => turnOf(one) === "CLIENT").map(({ title }) => title)).toEqual([
      "Late",
      "Near",
      "Theirs",
    ]);
    expect(await titles(scope, { state: "mine" })).toEqual(["Later"]);
    // What was delivered is not late, in the list and in the weeks.
    expect(await titles(scope, { state: "late" })).not.toContain("Late");
    const limits = limitsOf(await studioOf(scope), THURSDAY);
    const { projects: drawn } = await listTimeline(
      scope,
      { state: "open" },
      limits,
      spanOf(limits.today),
    );
    const marks = drawn.find(({ id }) => id === ids.late)!.marks;
    expect(marks).toMatchObject([{ holder: "CLIENT", isLate: false }]);
    expect(projects.find(({ id }) => id === ids.near)!.waits).toMatchObject([
      { kind: "request", count: 2, at: new Date("2026-11-30T00:00:00Z") },
    ]);
  });

  test("is narrowed by client and by a part of a name, whatever its case", async () => {
    const { scope, haru } = await oneOfEach();
    expect(await titles(scope, { clientId: haru.clientId })).toEqual(["Near", "Theirs"]);
    expect(await titles(scope, { find: "LATE" })).toEqual(["Late", "Later"]);
    expect(await titles(scope, { find: "tanaka" })).toEqual(["Near", "Theirs"]);
    expect(await titles(scope, { find: "%" })).toEqual([]);
    expect(await titles(scope, { find: "tea", state: "theirs", sort: "name" })).toEqual(["Theirs"]);
  });

  test.each<[Sort, string[]]>([
    ["name", ["Late", "Later", "Near", "Theirs", "Undated"]],
    ["client", ["Late", "Later", "Undated", "Near", "Theirs"]],
    ["newest", ["Near", "Theirs", "Undated", "Late", "Later"]],
  ])("is sorted by %s", async (sort, expected) => {
    const { scope } = await oneOfEach();
    expect(await titles(scope, { sort })).toEqual(expected);
  });

  test("shows nothing of another studio's, and does not begin after one of theirs", async () => {
    const { scope, ids, haru } = await oneOfEach();
    const theirs = await freelancer();
    expect(await titles(theirs)).toEqual([]);
    expect(await titles(theirs, { clientId: haru.clientId })).toEqual([]);
    const notFound = { code: "not-found" };
    await expect(overview(theirs, {}, ids.late)).rejects.toMatchObject(notFound);
    await expect(listClientChoices(theirs, haru.clientId)).rejects.toMatchObject(notFound);
    expect((await listClientChoices(scope)).choices.map((one) => one.name)).toEqual([
      "Duarte Lighthouse Tours",
      "Tanaka Tea",
    ]);
  });

  test("of many has each project once, whatever it is sorted by", async () => {
    const scope = await freelancer();
    const people = [await client(scope), await client(scope, { name: "Tanaka Tea" })];
    const made: string[] = [];
    for (let n = 0; n < 60; n += 1) {
      const id = await project(scope, people[n % 2]!, `Map ${n % 7}`);
      made.push(id);
      if (n % 5 > 0) await promise(scope, id, `2026-12-0${1 + (n % 9)}`);
    }
    for (const sort of SORTS) {
      const seen: string[] = [];
      for (let after: string | undefined; ;) {
        const { projects, more } = await overview(scope, { sort }, after);
        seen.push(...projects.map((one) => one.id));
        if (!more) break;
        after = more;
      }
      expect([sort, seen.length]).toEqual([sort, 60]);
      expect(new Set(seen)).toEqual(new Set(made));
    }
  });
});

describe("what waits in a project", () => {
  test("is told by kind, how many and since when, of the asker's own projects", async () => {
    const studio = await fullStudio();
    const { freelancerId } = studio.scope;
    const all = await db().project.findMany({ where: { freelancerId }, select: { id: true } });
    const ids = all.map((one) => one.id);
    await db().inboundEmail.updateMany({
      where: { freelancerId, heldAt: { not: null }, filedAt: null, ignoredAt: null },
      data: { projectId: studio.ids.projectId },
    });
    const waits = await listWaits(studio.scope, ids);
    const kinds = [...waits.values()].flat().map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(
      new Set([
        "case",
        "pledge",
        "remedy",
        "held",
        "review",
        "followUp",
        "subcontractor",
        "answer",
        "signOff",
        "request",
      ]),
    );
    const open = await db().case.count({
      where: { freelancerId, closedAt: null, projectId: { not: null } },
    });
    const counted = [...waits.values()]
      .flat()
      .reduce((sum, { kind, count }) => sum + (kind === "case" ? count : 0), 0);
    expect(counted).toBe(open);
    expect(await listWaits(await freelancer(), ids)).toEqual(new Map());
  });
});

describe("the weeks ahead", () => {
  async function weeks(scope: Scope, asking: Asking = {}, from?: string, after?: string) {
    const limits = limitsOf(await studioOf(scope), THURSDAY);
    const filter = { state: "open", ...asking } as const;
    const span = spanOf(limits.today, from);
    const counts = await countByDay(scope, filter, limits, span);
    return { ...(await listTimeline(scope, filter, limits, span, after)), counts };
  }
  const datesOf = ({ projects }: { projects: TimelineProject[] }) =>
    projects.flatMap(({ title, marks }) => marks.map(({ kind, on }) => [title, kind, on]));

  test("hold promised and target dates, and what is late", async () => {
    const { scope, ids } = await oneOfEach();
    await promiseDeadline(
      scope,
      {
        projectId: ids.near,
        title: "Print",
        promisedOn: "2026-12-10",
        targetOn: "2026-12-08",
        holder: "FREELANCER",
      },
      MONDAY,
    );
    const found = await weeks(scope);
    expect(datesOf(found)).toEqual([
      ["Late", "promised", "2026-11-25"],
      ["Near", "promised", "2026-11-30"],
      ["Near", "target", "2026-12-08"],
      ["Near", "promised", "2026-12-10"],
      ["Theirs", "promised", "2026-12-01"],
      ["Later", "promised", "2026-12-18"],
    ]);
    const marks = found.projects.flatMap((one) => one.marks);
    const those = (is: "isLate" | "isAtRisk") => marks.filter((one) => one[is]).map(({ on }) => on);
    expect([those("isLate"), those("isAtRisk")]).toEqual([["2026-11-25"], ["2026-11-30"]]);
    // The client's date is no load of the freelancer's.
    expect(found.counts.map(({ on }) => on)).toEqual([
      "2026-11-25",
      "2026-11-30",
      "2026-12-10",
      "2026-12-18",
    ]);
  });

  test("further on have their own dates alone", async () => {
    const { scope } = await oneOfEach();
    expect(datesOf(await weeks(scope, {}, "2027-01-18"))).toEqual([
      ["Later", "promised", "2027-01-18"],
    ]);
  });

  test("are narrowed like the list, and nobody else's", async () => {
    const { scope, ids, haru } = await oneOfEach();
    const those = async (asking: Asking) =>
      (await weeks(scope, asking)).projects.map(({ title }) => title);
    expect(await those({ clientId: haru.clientId })).toEqual(["Near", "Theirs"]);
    expect(await those({ find: "late" })).toEqual(["Late", "Later"]);
    expect(await those({ state: "theirs" })).toEqual(["Theirs"]);
    expect(await those({ state: "late" })).toEqual(["Late", "Near"]);
    const theirs = await freelancer();
    expect(await weeks(theirs)).toEqual({ projects: [], more: null, isCut: false, counts: [] });
    await expect(weeks(theirs, {}, undefined, ids.late)).rejects.toMatchObject({
      code: "not-found",
    });
  });

  test("of many projects have each once, page by page, and count all on each page", async () => {
    const scope = await freelancer();
    const person = await client(scope);
    for (let n = 0; n < 55; n += 1)
      await promise(scope, await project(scope, person, `Map ${n}`), `2026-12-0${1 + (n % 4)}`);
    const seen: string[] = [];
    for (let after: string | undefined; ;) {
      const { projects, more, counts } = await weeks(scope, {}, undefined, after);
      expect(counts.map(({ count }) => count)).toEqual([14, 14, 14, 13]);
      seen.push(...projects.map((one) => one.title));
      if (!more) break;
      after = more;
    }
    expect([seen.length, new Set(seen).size]).toEqual([55, 55]);
  });
});

describe("what is completed", () => {
  test("is a list of its own, narrowed in the same way", async () => {
    const { scope, haru, ines } = await oneOfEach();
    const completed = async (which: Parameters<typeof listProjects>[2]) =>
      (await listProjects(scope, undefined, { isCompleted: true, ...which })).projects.map(
        (one) => one.title,
      );
    expect(await completed({})).toEqual(["Completed"]);
    expect(await completed({ clientId: haru.clientId })).toEqual(["Completed"]);
    expect(await completed({ clientId: ines.clientId })).toEqual([]);
    expect(await completed({ find: "tea" })).toEqual(["Completed"]);
    expect(await completed({ find: "late" })).toEqual([]);
    const all = await listProjects(scope, undefined, { find: "te", clientId: haru.clientId });
    expect(all.projects.map((one) => one.title)).toEqual(["Near", "Theirs", "Completed"]);
  });
});
