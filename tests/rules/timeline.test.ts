import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  collisionsOf,
  HEAD,
  LABEL,
  layOut,
  mondaysOf,
  offRuns,
  spanOf,
  turnsOf,
  WIDTH,
  xOf,
  type Mark,
  type TimelineProject,
} from "@/features/overview/timeline/rules";
import { addDays, weekday, type Day } from "@/lib/dates";

/** A Friday. */
const TODAY = "2026-11-27";
const noneOff = () => false;
const weekends = (day: Day) => weekday(day) > 5;

function mark(on: Day, more: Partial<Mark> = {}): Mark {
  return {
    deadlineId: `${on} ${more.title ?? ""}`,
    projectId: "map",
    kind: "promised",
    on,
    title: "Draft",
    holder: "FREELANCER",
    isLate: false,
    isAtRisk: false,
    ...more,
  };
}

const project = (id: string, ...days: Day[]): TimelineProject => ({
  id,
  title: `Project ${id}`,
  client: "Duarte",
  marks: days.map((on) => mark(on, { projectId: id })),
});

describe("the weeks that are drawn", () => {
  test.each([
    ["this week's", undefined, "2026-11-23"],
    ["no earlier ones", "2026-11-02", "2026-11-23"],
    ["those of a Sunday", "2026-12-06", "2026-11-30"],
    ["those of a Monday", "2026-12-07", "2026-12-07"],
  ])("are %s", (_name, asked, from) => {
    const span = spanOf(TODAY, asked);
    expect(span).toEqual({ from, until: addDays(from, 56) });
    expect(mondaysOf(span)).toHaveLength(8);
    expect(mondaysOf(span).every((day) => weekday(day) === 1)).toBe(true);
  });

  test("lead on, and back to this week at most", () => {
    expect(turnsOf(spanOf(TODAY), TODAY)).toEqual({ before: null, after: "2027-01-18" });
    expect(turnsOf(spanOf(TODAY, "2027-01-18"), TODAY).before).toBe("2026-11-23");
    expect(turnsOf(spanOf(TODAY, "2026-12-14"), TODAY).before).toBe("2026-11-23");
    expect(turnsOf(spanOf(TODAY, "2027-03-15"), TODAY).before).toBe("2027-01-18");
  });
});

describe("promised dates collide", () => {
  const on = (day: Day, count = 1) => ({ on: day, count });
  test.each([
    ["on one day", [on("2026-12-01", 2)], [["2026-12-01", "2026-12-01", 2]]],
    [
      "on days that follow each other",
      [on("2026-12-01"), on("2026-12-02"), on("2026-12-03")],
      [["2026-12-01", "2026-12-03", 3]],
    ],
    ["over a weekend", [on("2026-12-04"), on("2026-12-07")], [["2026-12-04", "2026-12-07", 2]]],
    ["not two days apart", [on("2026-12-01"), on("2026-12-03")], []],
    ["not when there is one alone", [on("2026-12-01")], []],
    ["not when there is none", [], []],
    [
      "in two places",
      [on("2026-12-01", 2), on("2026-12-08"), on("2026-12-10", 3)],
      [
        ["2026-12-01", "2026-12-01", 2],
        ["2026-12-10", "2026-12-10", 3],
      ],
    ],
  ])("%s", (_name, counts, expected) => {
    const found = collisionsOf(counts, noneOff);
    expect(found.map(({ from, until, count }) => [from, until, count])).toEqual(expected);
  });

  test("over a holiday too", () => {
    const counts = [on("2026-12-01"), on("2026-12-03")];
    expect(collisionsOf(counts, (day) => day === "2026-12-02")).toHaveLength(1);
  });
});

describe("the drawing", () => {
  const span = spanOf(TODAY);

  test("has a later day further right, and late ones before the first", () => {
    const days = fc.integer({ min: 0, max: 54 });
    fc.assert(
      fc.property(days, (days) => {
        const day = addDays(span.from, days);
        expect(xOf(span, day)).toBeLessThan(xOf(span, addDays(day, 1)));
        expect(xOf(span, addDays(span.from, -1 - days))).toBeLessThan(xOf(span, span.from));
      }),
    );
    expect(xOf(span, span.until)).toBe(WIDTH);
    expect(xOf(span, "2020-01-01")).toBe(xOf(span, addDays(span.from, -1)));
    expect(xOf(span, "2020-01-01")).toBeGreaterThan(LABEL);
  });

  test("has its rows one below the other, and its marks within them and apart", () => {
    const anyDay = fc.integer({ min: -60, max: 55 }).map((days) => addDays(span.from, days));
    const anyProject = fc.array(anyDay, { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.array(anyProject, { minLength: 1, maxLength: 6 }), (all) => {
        const projects = all.map((days, nth) => project(`p${nth}`, ...days));
        const { rows, height } = layOut(projects, span);
        let top = HEAD;
        for (const row of rows) {
          expect(row.y).toBe(top);
          top += row.height;
          for (const { x, y } of row.marks) {
            expect(y).toBeGreaterThan(row.y);
            expect(y).toBeLessThan(row.y + row.height);
            expect(x).toBeGreaterThan(LABEL);
            expect(x).toBeLessThan(WIDTH);
          }
          const places = row.marks.map(({ x, y }) => `${x} ${y}`);
          expect(new Set(places).size).toBe(places.length);
        }
        expect(height).toBe(top);
      }),
    );
  });

  test("shades days off that follow each other as one", () => {
    const isOff = (day: Day) => weekends(day) || day === "2026-11-27";
    expect(offRuns({ from: "2026-11-23", until: "2026-12-07" }, isOff)).toEqual([
      { from: "2026-11-27", until: "2026-11-30" },
      { from: "2026-12-05", until: "2026-12-07" },
    ]);
    expect(offRuns(span, noneOff)).toEqual([]);
  });
});
