import { describe, expect, test } from "vitest";
import { nextCheckBack } from "@/features/follow-ups/rules";
import {
  isNoTimeToWrite,
  morningOn,
  nextMorning,
  contactHoursOf,
  type ContactHours,
} from "@/lib/contact-hours";
import { addDays, dayIn, instantAt, weekday } from "@/lib/dates";

const studio = {
  zone: "Europe/Copenhagen",
  country: null,
  followUpsFrom: "09:00",
  followUpsUntil: "17:30",
};
const placeIn = (
  zone: string,
  country: string | null = null,
  hours: Partial<ContactHours> = {},
): ContactHours => ({ ...contactHoursOf({ zone, country }, studio), ...hours });
const wall = (zone: string, at: Date) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" }).format(
    at,
  );

describe("no time to write to a client", () => {
  test.each([
    ["Monday at nine", "2026-11-23T09:00:00Z", false],
    ["a minute before nine", "2026-11-23T08:59:59Z", true],
    ["before half past five", "2026-11-23T17:29:59Z", false],
    ["half past five", "2026-11-23T17:30:00Z", true],
    ["Saturday noon", "2026-11-28T12:00:00Z", true],
    ["Sunday noon", "2026-11-29T12:00:00Z", true],
    ["a holiday: the restoration of independence", "2026-12-01T12:00:00Z", true],
    ["Christmas", "2026-12-25T12:00:00Z", true],
    ["New Year's Day", "2027-01-01T12:00:00Z", true],
    ["the Monday after", "2027-01-04T12:00:00Z", false],
    ["29 February, a Tuesday", "2028-02-29T12:00:00Z", false],
  ])("%s in Lisbon: %s, %s", (_case, at, expected) =>
    expect(isNoTimeToWrite(new Date(at), placeIn("Europe/Lisbon", "PT"))).toBe(expected),
  );

  test("the same instant is working time in one contactHours and night in another", () => {
    const at = new Date("2026-11-23T01:00:00Z");
    expect(isNoTimeToWrite(at, placeIn("Asia/Tokyo"))).toBe(false);
    expect(isNoTimeToWrite(at, placeIn("Europe/Lisbon"))).toBe(true);
  });
});

describe("the place of a contact", () => {
  const danish = { ...studio, country: "DK" };
  const whitMonday = "2027-05-17";
  test.each<[string, string, string | null, string, boolean]>([
    ["their own country's holidays", "Europe/Lisbon", "PT", "2026-12-01", true],
    ["not the studio's beside them", "Europe/Lisbon", "PT", whitMonday, false],
    ["the studio's where none is known", "Europe/Lisbon", null, whitMonday, true],
    ["a region's own", "Europe/Berlin", "DE-BY", "2027-01-06", true],
    ["and not where the region keeps none", "Europe/Berlin", "DE", "2027-01-06", false],
  ])("keeps %s", (_case, zone, country, day, expected) =>
    expect(contactHoursOf({ zone, country }, danish).isOff(day)).toBe(expected),
  );

  test("a zone that the machine's data has lost is guessed from the studio's", () => {
    expect(contactHoursOf({ zone: "Mars/Olympus", country: null }, studio).zone).toBe(
      "Europe/Copenhagen",
    );
    // Both lost: UTC, and never an error.
    const lost = contactHoursOf(
      { zone: "Mars/Olympus", country: null },
      { ...studio, zone: "Mars/Olympus" },
    );
    expect(nextMorning(new Date("2026-11-28T12:00:00Z"), lost).toISOString()).toBe(
      "2026-11-30T09:30:00.000Z",
    );
  });
});

describe("the next morning", () => {
  test.each([
    ["before it, the same day", "2026-11-23T05:00:00Z", "2026-11-23T09:30:00.000Z"],
    ["at it, itself", "2026-11-23T09:30:00Z", "2026-11-23T09:30:00.000Z"],
    ["after it, the next day", "2026-11-23T09:30:01Z", "2026-11-24T09:30:00.000Z"],
    ["from Friday evening, Monday", "2026-11-27T19:00:00Z", "2026-11-30T09:30:00.000Z"],
    ["over a holiday", "2026-11-30T19:00:00Z", "2026-12-02T09:30:00.000Z"],
    ["over a Friday that is off", "2026-12-31T19:00:00Z", "2027-01-04T09:30:00.000Z"],
    ["over the year's end with its weekend", "2026-12-24T19:00:00Z", "2026-12-28T09:30:00.000Z"],
    ["over a leap day", "2028-02-28T19:00:00Z", "2028-02-29T09:30:00.000Z"],
  ])("%s", (_case, from, morning) =>
    expect(nextMorning(new Date(from), placeIn("Europe/Lisbon", "PT")).toISOString()).toBe(morning),
  );

  test.each([
    ["09:00", "17:30", "09:30"],
    ["09:00", "09:31", "09:30"],
    ["09:00", "09:30", "09:00"],
    ["00:00", "00:10", "00:00"],
    ["23:40", "23:59", "23:40"],
    ["13:45", "18:00", "14:15"],
  ])("of hours from %s until %s is at %s", (from, until, time) => {
    const contactHours = placeIn("Europe/Lisbon", null, { from, until });
    expect(wall("Europe/Lisbon", morningOn("2026-11-23", contactHours))).toBe(time);
    expect(isNoTimeToWrite(morningOn("2026-11-23", contactHours), contactHours)).toBe(false);
  });

  test("a place where every day is off has a far morning and no endless search", () => {
    expect(
      nextMorning(new Date("2026-11-23T12:00:00Z"), {
        ...placeIn("Europe/Lisbon"),
        isOff: () => true,
      }).getTime(),
    ).toBeGreaterThan(Date.parse("2027-11-23"));
  });
});

describe("a clock change", () => {
  test.each([
    [
      "a morning in the gap moves forward",
      "Europe/Copenhagen",
      "2027-03-28",
      "02:00",
      "2027-03-28T01:30:00.000Z",
    ],
    [
      "a doubled morning is the first",
      "Europe/Copenhagen",
      "2026-10-25",
      "02:00",
      "2026-10-25T00:30:00.000Z",
    ],
    [
      "half an hour's gap in Lord Howe",
      "Australia/Lord_Howe",
      "2026-10-04",
      "01:40",
      "2026-10-03T15:40:00.000Z",
    ],
    [
      "a gap at midnight in Santiago",
      "America/Santiago",
      "2026-09-06",
      "00:00",
      "2026-09-06T04:30:00.000Z",
    ],
  ])("%s", (_case, zone, day, from, instant) => {
    // Changes fall on Sundays, so the bare rule of the instant is asked here; the places below ask
    // for working days too.
    const [hours = 0, minutes = 0] = from.split(":").map(Number);
    const time = [hours + Math.floor((minutes + 30) / 60), (minutes + 30) % 60]
      .map((part) => String(part).padStart(2, "0"))
      .join(":");
    expect(instantAt(day, time, zone).toISOString()).toBe(instant);
  });

  const now = Date.UTC(2026, 10, 22);
  const changes = Intl.supportedValuesOf("timeZone").flatMap((zone) =>
    nextChanges(zone, now, 2).map((at) => ({ zone, at })),
  );

  test("some hundred zones have one within two years", () =>
    expect(new Set(changes.map(({ zone }) => zone)).size).toBeGreaterThan(100));

  test("around every zone's next two, each planned instant is a working hour where the client is", () => {
    const wrong: string[] = [];
    for (const { zone, at } of changes)
      for (const [from, until] of [
        ["09:00", "17:30"],
        ["00:00", "05:00"],
        ["01:30", "02:20"],
        ["22:30", "23:59"],
      ] as const) {
        const contactHours = placeIn(zone, null, { from, until });
        for (const hours of [-80, -49, -25, -3, -1, 0, 1, 2, 26, 51]) {
          const start = new Date(at.getTime() + hours * 3_600_000);
          for (const planned of [
            nextMorning(start, contactHours),
            nextCheckBack(start, 1, contactHours),
          ])
            if (
              isNoTimeToWrite(planned, contactHours) ||
              weekday(dayIn(zone, planned)) > 5 ||
              planned < start
            )
              wrong.push(`${zone} ${planned.toISOString()} from ${from}`);
        }
      }
    expect(wrong).toEqual([]);
  }, 30_000);

  test(
    "in every zone, at all hours of a fortnight with holidays, what is planned is a working hour",
    { timeout: 30_000 },
    () => {
      for (const zone of Intl.supportedValuesOf("timeZone")) {
        const contactHours = placeIn(zone, "PT");
        for (let hour = 0; hour < 14 * 24; hour += 19) {
          const start = new Date(Date.UTC(2026, 11, 21, hour));
          const morning = nextMorning(start, contactHours);
          expect(wall(zone, morning), zone).toBe("09:30");
          expect(contactHours.isOff(dayIn(zone, morning)), zone).toBe(false);
          expect(isNoTimeToWrite(morning, contactHours), zone).toBe(false);
          // No earlier morning was passed over.
          for (let day = dayIn(zone, start); day < dayIn(zone, morning); day = addDays(day, 1))
            expect(
              weekday(day) > 5 || contactHours.isOff(day) || instantAt(day, "09:30", zone) < start,
              `${zone} ${day}`,
            ).toBe(true);
        }
      }
    },
  );
});

/** The instants, to the minute, at which a zone's clocks change next. */
function nextChanges(zone: string, from: number, count: number): Date[] {
  const clock = new Intl.DateTimeFormat("en", {
    timeZone: zone,
    timeZoneName: "longOffset",
    year: "numeric",
  });
  const offset = (at: number) =>
    clock.formatToParts(at).find((part) => part.type === "timeZoneName")!.value;
  const found: Date[] = [];
  for (let at = from; found.length < count && at < from + 730 * 86_400_000; at += 5 * 86_400_000) {
    let [before, after] = [at, at + 5 * 86_400_000];
    if (offset(before) === offset(after)) continue;
    while (after - before > 60_000) {
      const middle = Math.floor((before + after) / 2);
      if (offset(middle) === offset(before)) before = middle;
      else after = middle;
    }
    found.push(new Date(Math.floor(after / 60_000) * 60_000));
  }
  return found;
}
