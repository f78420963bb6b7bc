import { describe, expect, test } from "vitest";
import {
  daysFromTo,
  MOST_DAYS,
  rangeName,
  rangesOf,
} from "@/features/studio/components/day-ranges";
import { afterSplit, readSpans, spansAsTyped } from "@/features/studio/components/spans";
import { studioSettings } from "@/features/studio/schema";
import { countryOfZone } from "@/lib/country-of-zone";

const good = {
  freelancerName: "Mira Holm",
  name: "Studio Holm",
  zone: "Europe/Copenhagen",
  replyTo: "mira@example.com",
  language: "en",
  hours1: "09:00–17:00",
  hours2: "9:00-12:00, 14:00 to 18:00",
  hours3: "",
  hours4: " ",
  hours5: "00:00–23:59",
  hours6: "",
  hours7: "",
  country: "DK",
  daysOff: "2026-12-24\n2026-12-23, 2026-12-24",
  emailHoldSeconds: "600",
  batchSeconds: "300",
};

test("hours, split days and days off are read as they are typed", () => {
  expect(studioSettings.parse(good)).toMatchObject({
    hours1: [["09:00", "17:00"]],
    hours2: [
      ["09:00", "12:00"],
      ["14:00", "18:00"],
    ],
    hours3: [],
    hours4: [],
    daysOff: ["2026-12-23", "2026-12-24"],
    country: "DK",
  });
});

describe("what cannot be read is refused by name", () => {
  test.each([
    ["hours1", "nine to five", "Monday: each span needs its beginning and its end"],
    [
      "hours1",
      "22:00–06:00",
      "Monday: a span ends on its own day, after it begins. A night shift is two",
    ],
    ["hours1", "09:00–09:00", "Monday: each span must end after it begins"],
    [
      "hours2",
      "09:00–13:00, 12:00–18:00",
      "Tuesday: each span must end after it begins, and after the one before it.",
    ],
    ["hours7", "09:00–", "Sunday: each span needs its beginning and its end"],
    ["daysOff", "2027-02-29", "Own days off: please choose days in the calendar"],
    ["daysOff", "tomorrow", "Own days off: please choose days in the calendar"],
    ["emailHoldSeconds", "", "Time to undo: please write a whole number."],
    ["emailHoldSeconds", "0x10", "Time to undo: please write a whole number."],
    ["zone", "Europe/Atlantis", "Time zone: this time zone is not known."],
  ])("%s %j", (field, value, message) => {
    const result = studioSettings.safeParse({ ...good, [field]: value });
    expect(result.error?.issues.map((issue) => issue.message).join(" ")).toContain(message);
    expect(result.error?.issues[0]?.path[0]).toBe(field);
  });
});

describe("hours by time fields", () => {
  test.each([
    ["", []],
    ["09:00–17:00", [["09:00", "17:00"]]],
    [
      "09:00–12:00, 14:00–18:00",
      [
        ["09:00", "12:00"],
        ["14:00", "18:00"],
      ],
    ],
  ])("%j is shown and sent as it is", (text, spans) => {
    expect(readSpans(text)).toEqual(spans);
    expect(spansAsTyped(readSpans(text))).toBe(text);
    expect(studioSettings.parse({ ...good, hours1: text }).hours1).toEqual(spans);
  });

  test("a day is split at noon, or by a part that is still to be filled in", () => {
    expect(afterSplit([["09:00", "17:00"]])).toEqual([
      ["09:00", "12:00"],
      ["13:00", "17:00"],
    ]);
    const evening = [["18:00", "22:00"]] as [string, string][];
    expect(afterSplit(evening)).toEqual([...evening, ["", ""]]);
    const half = spansAsTyped(afterSplit(evening));
    expect(studioSettings.safeParse({ ...good, hours1: half }).success).toBe(false);
  });
});

describe("days off by the calendar", () => {
  test("from a day to another, over a month, a leap day and a change of the clocks", () => {
    expect(daysFromTo("2028-02-28", "2028-03-01")).toEqual([
      "2028-02-28",
      "2028-02-29",
      "2028-03-01",
    ]);
    expect(daysFromTo("2026-03-28", "2026-03-30")).toHaveLength(3);
    expect(daysFromTo("2026-12-24", "2026-12-24")).toEqual(["2026-12-24"]);
    expect(daysFromTo("2026-12-24", "2026-12-23")).toEqual([]);
    expect(daysFromTo("2026-12-24", "")).toEqual([]);
    expect(daysFromTo("2026-01-01", "2199-01-01")).toHaveLength(MOST_DAYS);
  });

  test("days that follow each other are one range, named as the reader writes dates", () => {
    const days = ["2026-12-26", "2026-12-24", "2026-12-25", "2027-01-04"];
    const ranges = rangesOf(days);
    expect(ranges).toEqual([
      { from: "2026-12-24", until: "2026-12-26" },
      { from: "2027-01-04", until: "2027-01-04" },
    ]);
    expect(rangeName(ranges[1]!, "en-GB")).toBe("Mon, 4 Jan 2027");
    expect(rangeName(ranges[1]!, "de")).toBe("Mo., 4. Jan. 2027");
    const name = rangeName(ranges[0]!, "en-GB").replaceAll(/[\s\p{Cf}]+/gu, " ");
    expect(name).toBe("Thu, 24 Dec – Sat, 26 Dec 2026");
  });
});

test.each([
  ["Europe/Copenhagen", "DK"],
  ["Europe/Lisbon", "PT"],
  ["Atlantic/Madeira", "PT"],
  ["Asia/Kolkata", "IN"],
  ["Asia/Calcutta", "IN"],
  ["America/Sao_Paulo", "BR"],
  ["UTC", null],
])("whose holidays %s suggests", (zone, country) => {
  expect(countryOfZone(zone)).toBe(country);
});
