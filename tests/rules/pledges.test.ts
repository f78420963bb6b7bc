import { expect, test } from "vitest";
import { firstWords, pledgeBy } from "@/features/pledges/rules";
import { weekOf } from "@/features/studio/rules";

const studio = (days: string[], over: object = {}) => ({
  hours: weekOf(days, "09:00", "17:00"),
  zone: "Europe/Copenhagen",
  country: null,
  daysOff: [],
  ...over,
});
const WEEK = ["1", "2", "3", "4", "5"];

test.each([
  ["on Monday: Tuesday's end", "2026-11-23T09:00:00Z", studio(WEEK), "2026-11-24T16:00:00Z"],
  ["on Friday night: Monday's", "2026-11-27T22:00:00Z", studio(WEEK), "2026-11-30T16:00:00Z"],
  [
    "past a day off",
    "2026-11-23T09:00:00Z",
    studio(WEEK, { daysOff: ["2026-11-24"] }),
    "2026-11-25T16:00:00Z",
  ],
  [
    "past a public holiday",
    "2026-12-24T09:00:00Z",
    studio(WEEK, { country: "DE" }),
    "2026-12-28T16:00:00Z",
  ],
  ["on the day the clocks change", "2027-03-27T09:00:00Z", studio(["7"]), "2027-03-28T15:00:00Z"],
])("a client hears by the end of the next working day: %s", (_case, now, of, by) =>
  expect(pledgeBy(of, new Date(now))).toEqual(new Date(by)),
);

test("a studio without hours promises nothing by itself", () =>
  expect(pledgeBy(studio([]), new Date("2026-11-23T09:00:00Z"))).toBeNull());

test.each([
  ["Could the path be wider? And greener.", "Could the path be wider?"],
  ["Hello Mira,\n\nthe legend is missing. Please add it.", "the legend is missing"],
  ["The colours", "The colours"],
  ["Hi!", "Hi!"],
  [`One ${"long ".repeat(40)}`, /^One .{70,}…$/],
])("what is looked into is the first sentence: %s", (text, expected) =>
  expect(firstWords(text)).toMatch(
    typeof expected === "string" ? new RegExp(`^${expected.replaceAll("?", "\\?")}$`) : expected,
  ),
);
