import { describe, expect, test } from "vitest";
import { FIGURE_NAMES, FIGURES, figuresOf } from "@/features/quality/kinds";
import {
  countsIn,
  EVER,
  nameIn,
  pathOf,
  periodIn,
  placeIn,
  quarterFrom,
  quarterOf,
  quartersOf,
  shareOf,
  summaryOf,
  together,
  without,
  yearFrom,
  yearToReview,
  type Counts,
} from "@/features/quality/rules";
import { spanOf } from "@/features/quality/rows/rules";
import { shareName, toldName, workingTimeName } from "@/features/quality/words";
import { studioLocaleOf } from "@/language/studio";
import { yearReviewed } from "@/workflows/review-year/emails";

Object.assign(process.env, {
  DATABASE_URL: "postgresql://nobody@localhost/none",
  APP_URL: "http://localhost:3000",
  APP_SECRET: "a secret for this test, of no worth",
});

describe("the middle and the outermost", () => {
  test.each<[string, Record<string, number>, object]>([
    ["nothing", {}, { count: 0, median: null, least: null, most: null }],
    ["one", { "30": 1 }, { count: 1, median: null, least: 30, most: 30 }],
    [
      "four, of which no middle is said",
      { "1": 3, "9": 1 },
      { count: 4, median: null, least: 1, most: 9 },
    ],
    ["five", { "1": 2, "3": 1, "9": 2 }, { count: 5, median: 3, least: 1, most: 9 }],
    ["an even number", { "10": 3, "20": 3 }, { count: 6, median: 15, least: 10, most: 20 }],
    [
      "an even number within one value",
      { "10": 5, "20": 1 },
      { count: 6, median: 10, least: 10, most: 20 },
    ],
    [
      "numbers, not text",
      { "9": 3, "10": 2, "100": 1 },
      { count: 6, median: 9.5, least: 9, most: 100 },
    ],
    ["below zero", { "-2": 1, "-10": 1, "3": 4 }, { count: 6, median: 3, least: -10, most: 3 }],
  ])("of %s", (_what, values, expected) =>
    expect(summaryOf({ effort: values }, "effort")).toEqual(expected),
  );

  test("of a group are those of all its figures", () => {
    const counts: Counts = { "replies.EMAIL": { "10": 2 }, "replies.PHONE": { "10": 1, "90": 3 } };
    expect(summaryOf(counts, "replies")).toEqual({ count: 6, median: 50, least: 10, most: 90 });
    expect(summaryOf(counts, "replies.PHONE").count).toBe(4);
  });
});

test.each([
  [0, 0, null],
  [4, 4, null],
  [0, 4, null],
  [5, 5, 1],
  [0, 5, 0],
  [3, 6, 0.5],
])("%i of %i as a share", (part, all, share) => expect(shareOf(part, all)).toBe(share));

test("under five cases no share is written, in any language", () => {
  for (const language of ["en", "de", "fr", "es", "pt"]) {
    const locale = studioLocaleOf(language);
    expect(shareName(locale, 4, 4)).toBe("");
    expect(shareName(locale, 4, 5)).toMatch(/^ \(80[\s\u00a0\u202f]?%\)$/);
  }
});

describe("quarters and periods", () => {
  test.each([
    ["2026-01-01", "2026-01-01"],
    ["2026-03-31", "2026-01-01"],
    ["2026-04-01", "2026-04-01"],
    ["2026-09-30", "2026-07-01"],
    ["2026-12-31", "2026-10-01"],
  ])("%s is in the quarter from %s", (day, from) => expect(quarterOf(day)).toBe(from));

  test.each<[unknown, unknown, object | null]>([
    [undefined, undefined, EVER],
    ["2026-10-01", undefined, { from: "2026-10-01", until: "2027-01-01" }],
    ["2026-01-01", "2027-01-01", yearFrom("2026-01-01")],
    ["2026-10-02", undefined, null],
    ["2026-13-01", undefined, null],
    ["1999-10-01", undefined, null],
    ["2026-10-01", "2026-10-01", null],
    ["2026-10-01", "2026-07-01", null],
    [undefined, "2026-07-01", null],
    [["2026-10-01", "2026-10-01"], undefined, null],
    ["", undefined, null],
    ["' OR 1=1 --", undefined, null],
  ])("from %j until %j", (from, until, period) => expect(periodIn(from, until)).toEqual(period));

  test("an address leads back to its period", () => {
    for (const period of [EVER, quarterFrom("2026-10-01"), yearFrom("2025-01-01")]) {
      const query = new URL(pathOf(period, "replies.EMAIL", 90), "http://x").searchParams;
      const one = (name: string) => query.get(name) ?? undefined;
      expect(periodIn(one("from"), one("until"))).toEqual(period);
      expect(placeIn(one("value"))).toBe(90);
    }
    expect(pathOf(EVER)).toBe("/quality");
  });

  test("all quarters are offered, from the first with anything in it to today's", () => {
    expect(quartersOf("2025-12-01", "2026-07-05")).toEqual([
      "2026-07-01",
      "2026-04-01",
      "2026-01-01",
      "2025-10-01",
    ]);
    expect(quartersOf(null, "2026-07-05")).toEqual(["2026-07-01"]);
  });

  test("what is taken away and put back is as before", () => {
    const all: Counts = { effort: { "5": 3, "4": 1 }, back: { "0": 2 } };
    const part: Counts = { effort: { "4": 1, "5": 1 }, back: { "0": 2 } };
    expect(without(all, part)).toEqual({ effort: { "5": 2 } });
    expect(together(without(all, part), part)).toEqual(all);
    expect(without({}, {})).toEqual({});
  });

  test("a month belongs to the period that it begins in", () => {
    const month = (name: string) => ({ month: name, counts: { back: { "0": 1 } } });
    const months = ["2026-03-01", "2026-04-01", "2026-06-01", "2026-07-01"].map(month);
    const count = (period = EVER) => summaryOf(countsIn(months, period), "back").count;
    expect([count(), count(quarterFrom("2026-04-01")), count(yearFrom("2026-01-01"))]).toEqual([
      4, 2, 4,
    ]);
  });

  test.each([
    ["Pacific/Auckland", "2026-12-31T10:59:00Z", null],
    ["Pacific/Auckland", "2026-12-31T11:00:00Z", "2026-01-01"],
    ["America/Los_Angeles", "2027-01-01T07:59:00Z", null],
    ["America/Los_Angeles", "2027-01-01T08:00:00Z", "2026-01-01"],
    ["Europe/Copenhagen", "2027-01-31T22:59:00Z", "2026-01-01"],
    ["Europe/Copenhagen", "2027-01-31T23:00:00Z", null],
  ])("in %s at %s the year to look back on is %s", (zone, at, year) =>
    expect(yearToReview(zone, new Date(at))).toBe(year),
  );
});

describe("a page of rows", () => {
  const months = [
    { month: "2026-01-01", count: 10 },
    { month: "2026-02-01", count: 0 },
    { month: "2026-03-01", count: 60 },
    { month: "2026-05-01", count: 5 },
  ];
  test.each([
    [0, 50, { from: "2026-03-01", until: "2026-06-01", skip: 0 }],
    [0, 5, { from: "2026-05-01", until: "2026-06-01", skip: 0 }],
    [5, 50, { from: "2026-03-01", until: "2026-04-01", skip: 0 }],
    [50, 50, { from: "2026-01-01", until: "2026-04-01", skip: 45 }],
    [70, 50, { from: "2026-01-01", until: "2026-02-01", skip: 5 }],
    [75, 50, null],
  ])("after %i, %i at most", (skip, most, span) =>
    expect(spanOf(months, skip, most)).toEqual(span),
  );

  test("no page where nothing is counted", () => expect(spanOf([], 0, 50)).toBeNull());
});

test.each<[unknown, number | null | undefined]>([
  [undefined, null],
  ["0", 0],
  ["-3", -3],
  ["50", 50],
  ["", undefined],
  ["1.5", undefined],
  ["12345678", undefined],
  [["1", "2"], undefined],
])("%j as a number of an address", (typed, number) => expect(placeIn(typed)).toBe(number));

test("only our own figures have a page", () => {
  expect(FIGURE_NAMES.map(nameIn)).toEqual(FIGURE_NAMES);
  expect(["", "toString", "replies.", "__proto__", "Replies"].map(nameIn)).toEqual([
    null,
    null,
    null,
    null,
    null,
  ]);
  for (const name of FIGURE_NAMES)
    for (const figure of figuresOf(name)) expect(FIGURES).toContain(figure);
});

test("times and days are said", () => {
  const en = studioLocaleOf("en");
  expect([0, 59, 60, 61, 125, 59.6].map((one) => workingTimeName(en, one))).toEqual([
    "0 min",
    "59 min",
    "1 h",
    "1 h 1 min",
    "2 h 5 min",
    "1 h",
  ]);
  expect([3, 1, 0, -1, -2].map((one) => toldName(en, one))).toEqual([
    "3 days before",
    "1 day before",
    "on the day itself",
    "1 day after",
    "2 days after",
  ]);
});

describe("the email about the past year", () => {
  const said = (counts: Counts) =>
    yearReviewed(studioLocaleOf("en"), { freelancerName: "Mira Holm", year: "2026-01-01", counts });
  const times = (count: number) => ({ "0": count });

  test.each<[string, Counts, string[]]>([
    [
      "of much",
      {
        "promises.kept": times(27),
        "promises.moved": { "3": 2 },
        "promises.missed": times(1),
        "replies.EMAIL": { "30": 3, "95": 4 },
      },
      [
        "In 2026 you kept 27 of 30 promises.",
        "1 promised date passed without a word to the client.",
        "Half of your 7 replies came within 1 h 35 min.",
      ],
    ],
    [
      "with something owed",
      { "verdicts.UP_TO_MARK": times(2), "verdicts.NEARLY": times(1), "remedies.open": times(1) },
      [
        "In 2026 clients said 2 times that it was up to mark.",
        "1 answer was below mark.",
        "1 remedy is still owed from that year.",
      ],
    ],
    [
      "with few replies",
      { deliveries: times(1), "wrong.OTHER": times(2), "replies.PHONE": { "30": 2 } },
      [
        "In 2026 you completed 1 project.",
        "2 things went wrong; the ledger says which.",
        "Your slowest of 2 replies took 30 min.",
      ],
    ],
    [
      "of little",
      { back: times(1) },
      [
        "In 2026 there was little to count.",
        "Nothing went wrong that Uptomark knows of.",
        "Everything promised after a complaint has been kept.",
      ],
    ],
  ])("is three sentences %s", (_what, counts, paragraphs) =>
    expect(said(counts).words.paragraphs).toEqual(paragraphs),
  );

  test("leads to the year's page", () =>
    expect(said({}).words.link?.url).toBe(
      "http://localhost:3000/quality?from=2026-01-01&until=2027-01-01",
    ));
});
