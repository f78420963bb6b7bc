import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import {
  addWorkingDays,
  answerBy,
  dayAndDistance,
  dayIn,
  daysBetween,
  fromDateColumn,
  instantAt,
  isDay,
  isZone,
  nextOpening,
  timeName,
  toDateColumn,
  type Hours,
} from "@/lib/dates";

const week: Hours = {
  "1": [["09:00", "17:00"]],
  "2": [["09:00", "17:00"]],
  "3": [
    ["09:00", "12:00"],
    ["14:00", "18:00"],
  ],
  "4": [["09:00", "17:00"]],
  "5": [["09:00", "17:00"]],
  "6": [],
  "7": [],
};
const never: Hours = { "1": [], "2": [], "3": [], "4": [], "5": [], "6": [], "7": [] };

describe("days", () => {
  test.each([
    ["2028-02-29", true],
    ["2027-02-29", false],
    ["2026-11-31", false],
    ["2026-1-1", false],
    ["1999-12-31", false],
    ["2026-11-24T00:00", false],
    ["", false],
  ])("%s is a day: %s", (value, expected) => expect(isDay(value)).toBe(expected));

  test.each([
    ["Europe/Lisbon", true],
    ["America/Argentina/Buenos_Aires", true],
    ["Asia/Kathmandu", true],
    ["UTC", true],
    ["Mars/Olympus", false],
    ["+02:00", false],
    ["", false],
    ["Europe/Lisbon\n", false],
  ])("%j is a zone: %s", (value, expected) => expect(isZone(value)).toBe(expected));

  test.each([
    ["2026-11-23", 0, "2026-11-23"],
    ["2026-11-21", 0, "2026-11-23"],
    ["2026-11-20", 1, "2026-11-23"],
    ["2026-11-21", 1, "2026-11-23"],
    ["2026-11-23", 5, "2026-11-30"],
    ["2026-12-31", 2, "2027-01-04"],
  ])("%s and %i working days is %s", (day, count, expected) =>
    expect(addWorkingDays(day, count)).toBe(expected),
  );

  test.each([
    ["2026-11-24", "2026-11-21", "Tue 24 Nov, in 3 days"],
    ["2026-11-21", "2026-11-21", "Sat 21 Nov, today"],
    ["2026-11-22", "2026-11-21", "Sun 22 Nov, tomorrow"],
    ["2026-11-19", "2026-11-21", "Thu 19 Nov, 2 days ago"],
    ["2027-01-04", "2026-11-21", "Mon 4 Jan 2027, in 44 days"],
  ])("%s read on %s is %s", (day, today, expected) =>
    expect(dayAndDistance(day, today)).toBe(expected),
  );

  test("a day survives the database column whatever the machine's zone", () => {
    expect(process.env.TZ).toBe("Asia/Kathmandu");
    expect(fromDateColumn(toDateColumn("2026-03-29"))).toBe("2026-03-29");
    expect(daysBetween("2026-03-28", "2026-03-30")).toBe(2);
  });

  test("the same instant is another day elsewhere", () => {
    const at = new Date("2026-11-23T22:30:00Z");
    expect(dayIn("Asia/Tokyo", at)).toBe("2026-11-24");
    expect(dayIn("Europe/Lisbon", at)).toBe("2026-11-23");
    expect(timeName(at, "Asia/Tokyo", "2026-11-23")).toBe("Tue 24 Nov, 07:30");
  });
});

describe("wall-clock times", () => {
  test("a time that spring skips moves forward", () => {
    expect(instantAt("2027-03-28", "02:30", "Europe/Copenhagen").toISOString()).toBe(
      "2027-03-28T01:30:00.000Z",
    );
  });
  test("a time that autumn doubles is the first", () => {
    expect(instantAt("2027-10-31", "02:30", "Europe/Copenhagen").toISOString()).toBe(
      "2027-10-31T00:30:00.000Z",
    );
  });

  // Every zone the machine knows, over the days around its next two clock changes.
  const zones = Intl.supportedValuesOf("timeZone");
  test(`half past nine is half past nine in all ${zones.length} zones around their next clock changes`, () => {
    expect(zones.length).toBeGreaterThan(400);
    let changes = 0;
    for (const zone of zones) {
      let at: Temporal.ZonedDateTime | null = Temporal.ZonedDateTime.from(
        `2026-11-21T00:00:00+00:00[UTC]`,
      ).withTimeZone(zone);
      for (let i = 0; i < 2; i += 1) {
        at = at.getTimeZoneTransition("next");
        if (!at) break;
        changes += 1;
        for (const shift of [-1, 0, 1]) {
          const day = at.toPlainDate().add({ days: shift }).toString();
          const instant = instantAt(day, "09:30", zone);
          expect(dayIn(zone, instant), `${zone} ${day}`).toBe(day);
          expect(timeName(instant, zone, day).slice(-5), `${zone} ${day}`).toBe("09:30");
        }
      }
    }
    expect(changes).toBeGreaterThan(100);
  });
});

describe("known waits", () => {
  const zone = "Europe/Copenhagen";
  test.each([
    [
      "Mon 10:00 is within the hours",
      "2026-11-23T09:00:00Z",
      "2026-11-23T09:00:00.000Z",
      "2026-11-24T09:00:00.000Z",
    ],
    [
      "Mon 07:00 counts from the opening",
      "2026-11-23T06:00:00Z",
      "2026-11-23T08:00:00.000Z",
      "2026-11-24T08:00:00.000Z",
    ],
    [
      "Mon 17:00, the close, counts from Tuesday",
      "2026-11-23T16:00:00Z",
      "2026-11-24T08:00:00.000Z",
      "2026-11-25T08:00:00.000Z",
    ],
    [
      "Tue 13:00 falls into Wednesday's break and waits for the afternoon",
      "2026-11-24T12:00:00Z",
      "2026-11-24T12:00:00.000Z",
      "2026-11-25T13:00:00.000Z",
    ],
    [
      "Wed 17:30 is later than Thursday's close",
      "2026-11-25T16:30:00Z",
      "2026-11-25T16:30:00.000Z",
      "2026-11-26T16:00:00.000Z",
    ],
    [
      "Fri 16:00 is answered on Monday",
      "2026-11-27T15:00:00Z",
      "2026-11-27T15:00:00.000Z",
      "2026-11-30T15:00:00.000Z",
    ],
    [
      "Sat noon counts from Monday",
      "2026-11-28T11:00:00Z",
      "2026-11-30T08:00:00.000Z",
      "2026-12-01T08:00:00.000Z",
    ],
    [
      "Fri 16:00 before spring's change keeps the wall clock",
      "2027-03-26T15:00:00Z",
      "2027-03-26T15:00:00.000Z",
      "2027-03-29T14:00:00.000Z",
    ],
  ])("%s", (_case, at, opening, answer) => {
    expect(nextOpening(new Date(at), week, zone)?.toISOString()).toBe(opening);
    expect(answerBy(new Date(at), week, zone)?.toISOString()).toBe(answer);
  });
  test("who keeps no hours promises no answer", () => {
    expect(nextOpening(new Date("2026-11-23T09:00:00Z"), never, zone)).toBeNull();
    expect(answerBy(new Date("2026-11-23T09:00:00Z"), never, zone)).toBeNull();
  });
});
