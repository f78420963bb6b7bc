import { describe, expect, test } from "vitest";
import {
  datesFrom,
  planOf,
  planRequests,
  requestsFrom,
  startOf,
} from "@/features/projects/templates/rules";
import { MOST_DATES, MOST_REQUESTS, MOST_WORKING_DAYS } from "@/features/projects/templates/schema";
import { speaking } from "@/language/say";
import { addDays, weekday, type Day } from "@/lib/dates";
import { daysOff } from "@/lib/holidays";
import { datesIn } from "@/workflows/begin-project/rules";

const noneOff = () => false;
const one = (promisedOn: Day, targetOn: Day | null = null) => ({
  title: "Draft",
  holder: "FREELANCER" as const,
  promisedOn,
  targetOn,
});

describe("requests are carried over as dates are", () => {
  const asked = (dueOn: Day) => ({
    kind: "DECISION" as const,
    title: "The colour",
    details: "For the cover.",
    options: ["Blue", "Green"],
    dueOn,
  });

  test.each<[string, Day, Day, Day]>([
    ["a week on", "2026-11-09", "2026-11-16", "2026-11-23"],
    ["before the first day", "2026-10-20", "2026-11-19", "2026-11-19"],
    ["over Christmas", "2026-11-06", "2026-12-23", "2026-12-30"],
  ])("%s", (_name, dueOn, beginsOn, expected) => {
    const isOff = daysOff("DE", []);
    const plan = planRequests([asked(dueOn)], "2026-11-02", isOff);
    expect(requestsFrom(plan, beginsOn, isOff)).toEqual([asked(expected)]);
    expect(planOf([one(dueOn)], "2026-11-02", isOff)[0]!.after).toBe(plan[0]!.after);
  });

  test("of more than a form takes the later ones are left out", () => {
    const many = Array.from({ length: MOST_REQUESTS + 3 }, (_, n) =>
      asked(addDays("2026-11-02", n)),
    );
    const plan = planRequests(many, "2026-11-02", noneOff);
    expect(plan).toHaveLength(MOST_REQUESTS);
    expect(plan.at(-1)!.after).toBeLessThan(MOST_REQUESTS);
  });
});

describe("dates are carried over by working days", () => {
  // When it began, when it was promised, when the next begins, who is off, and when it is promised then.
  const table: [string, Day, Day, Day, string | null, Day[], Day][] = [
    ["a week on", "2026-11-02", "2026-11-09", "2026-11-16", null, [], "2026-11-23"],
    ["over a weekend", "2026-11-02", "2026-11-04", "2026-11-19", null, [], "2026-11-23"],
    ["the first day itself", "2026-11-02", "2026-11-02", "2026-11-19", null, [], "2026-11-19"],
    ["before the first day", "2026-11-02", "2026-10-20", "2026-11-19", null, [], "2026-11-19"],
    ["begun on a Saturday", "2026-11-07", "2026-11-09", "2026-11-16", null, [], "2026-11-16"],
    ["begins on a Saturday", "2026-11-02", "2026-11-03", "2026-11-21", null, [], "2026-11-24"],
    ["promised for a Sunday", "2026-11-02", "2026-11-08", "2026-11-16", null, [], "2026-11-20"],
    ["over Christmas", "2026-11-02", "2026-11-06", "2026-12-23", "DE", [], "2026-12-30"],
    ["over Easter, as it was", "2026-04-01", "2026-04-07", "2026-11-16", "DE", [], "2026-11-18"],
    ["over days off", "2026-11-02", "2026-11-03", "2026-11-16", null, ["2026-11-17"], "2026-11-18"],
    ["over the clocks' change", "2026-03-02", "2026-03-06", "2026-03-26", null, [], "2026-04-01"],
    ["into a leap day", "2026-11-02", "2026-11-03", "2028-02-28", null, [], "2028-02-29"],
  ];
  test.each(table)("%s", (_name, beganOn, promisedOn, beginsOn, country, own, expected) => {
    const isOff = daysOff(country, own);
    const plan = planOf([one(promisedOn)], beganOn, isOff);
    expect(datesFrom(plan, beginsOn, isOff)).toEqual([one(expected)]);
  });

  test("a target date keeps its distance, and is never after the promised one", () => {
    const dates = [one("2026-11-13", "2026-11-11"), one("2026-11-16", "2026-11-14")];
    const plan = planOf(dates, "2026-11-02", noneOff);
    expect(datesFrom(plan, "2026-12-07", noneOff)).toEqual([
      one("2026-12-18", "2026-12-16"),
      one("2026-12-21", "2026-12-18"),
    ]);
    for (let days = 0; days < 400; days += 1)
      for (const { promisedOn, targetOn } of datesFrom(plan, addDays("2026-01-01", days), noneOff))
        expect(targetOn! <= promisedOn, promisedOn).toBe(true);
  });

  test("two hundred dates over two changes of the clocks keep their order, on working days alone", () => {
    const isOff = daysOff("PT", []);
    const dates = Array.from({ length: MOST_DATES }, (_, n) => one(addDays("2025-12-01", n * 2)));
    const plan = planOf(dates, "2025-12-01", isOff);
    const shifted = datesFrom(plan, "2026-02-02", isOff).map((date) => date.promisedOn);
    expect(shifted).toHaveLength(MOST_DATES);
    expect(shifted).toEqual(shifted.toSorted());
    for (const day of shifted) expect(weekday(day) <= 5 && !isOff(day), day).toBe(true);
    expect(
      planOf(
        shifted.map((day) => one(day)),
        "2026-02-02",
        isOff,
      ),
    ).toEqual(plan);
  });

  test("more than a template holds, and farther than it counts, are bounded", () => {
    const far = planOf([one("2036-01-01")], "2026-01-01", noneOff);
    expect(far[0]!.after).toBe(MOST_WORKING_DAYS);
    const many = Array.from({ length: MOST_DATES + 1 }, () => one("2026-01-02"));
    expect(planOf(many, "2026-01-01", noneOff)).toHaveLength(MOST_DATES);
  });
});

const id = "0198f000-0000-7000-8000-000000000001";

test("an address that can't be used begins from nothing, and never in the past", () => {
  const today = "2026-11-27";
  expect(startOf({ from: `template:${id}`, begins: "2026-12-01" }, today)).toEqual({
    from: { templateId: id },
    asked: `template:${id}`,
    beginsOn: "2026-12-01",
    key: `template:${id} 2026-12-01`,
  });
  for (const from of [
    undefined,
    "",
    "template:1",
    `client:${id}`,
    [`project:${id}`],
    "x".repeat(99),
  ])
    expect(startOf({ from }, today)).toMatchObject({ from: undefined, asked: "", key: "" });
  for (const begins of [undefined, "", "2026-11-26", "2026-02-30", "tomorrow", ["2026-12-01"]])
    expect(startOf({ begins }, today).beginsOn).toBe(today);
});

test("a form's dates are read in its order; an empty day leaves one out", () => {
  const dates = datesIn({
    dateTitles: { "10": "Print", "2": "Draft", "3": "Proof" },
    dateDays: { "10": "2026-12-10", "2": "2026-12-02", "3": undefined },
    dateTargets: { "10": "2026-12-09" },
    dateHolders: { "2": "CLIENT" },
  });
  expect(dates.map(({ title, holder, targetOn }) => [title, holder, targetOn])).toEqual([
    ["Draft", "CLIENT", undefined],
    ["Print", "FREELANCER", "2026-12-09"],
  ]);
  const late = { dateTitles: { "0": "Draft" }, dateDays: { "0": "2026-12-02" } };
  const refused = () => datesIn({ ...late, dateTargets: { "0": "2026-12-03" } });
  speaking("en", async () =>
    expect(refused).toThrow(expect.objectContaining({ code: "invalid", field: "dateTargets.0" })),
  );
});
