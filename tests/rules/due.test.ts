import { describe, expect, test } from "vitest";
import { morningOf } from "@/features/deadlines/risk/rules";
import { nextForgetting } from "@/features/retention/rules";
import { weekOf } from "@/features/studio/rules";

const at = (iso: string) => new Date(iso);
const WEEK = weekOf(["1", "2", "3", "4", "5"], "09:00", "17:00");

describe("a studio's morning", () => {
  const studio = { hours: WEEK, zone: "Europe/Copenhagen", country: null, daysOff: [] };
  const next = (iso: string, of = studio) => {
    const { isNow, next: then } = morningOf(of, at(iso));
    return [isNow, then.toISOString()];
  };

  test("is from the opening on, for three hours", () => {
    // A Monday in winter: nine o'clock is eight in UTC.
    expect(next("2026-11-23T07:59:59Z")).toEqual([false, "2026-11-23T08:00:00.000Z"]);
    expect(next("2026-11-23T08:00:00Z")).toEqual([true, "2026-11-24T08:00:00.000Z"]);
    expect(next("2026-11-23T10:59:59Z")).toEqual([true, "2026-11-24T08:00:00.000Z"]);
    expect(next("2026-11-23T11:00:00Z")).toEqual([false, "2026-11-24T08:00:00.000Z"]);
  });

  test("is on no day off, and keeps to the clock over a change of it", () => {
    expect(next("2026-11-27T20:00:00Z")).toEqual([false, "2026-11-30T08:00:00.000Z"]);
    expect(next("2026-11-23T12:00:00Z", { ...studio, daysOff: ["2026-11-24"] as never[] })).toEqual(
      [false, "2026-11-25T08:00:00.000Z"],
    );
    expect(next("2027-03-26T12:00:00Z")).toEqual([false, "2027-03-29T07:00:00.000Z"]);
  });

  test("comes again in a month for a studio that never works, in case it begins to", () => {
    expect(
      next("2026-11-23T08:00:00Z", { ...studio, hours: weekOf([], "09:00", "17:00") }),
    ).toEqual([false, "2026-12-23T08:00:00.000Z"]);
  });
});

describe("the next time something is too old", () => {
  const now = at("2026-11-28T03:00:00Z");
  const next = (...oldest: { since: Date | null; months: number | null }[]) =>
    nextForgetting(oldest, now).toISOString();

  test("is when the first of what is there is", () => {
    const emails = { since: at("2024-12-10T10:00:00Z"), months: 24 };
    const history = { since: at("2021-12-05T10:00:00Z"), months: 60 };
    expect(next(emails, history)).toBe("2026-12-05T10:00:00.000Z");
    expect(next(emails, { ...history, months: null })).toBe("2026-12-10T10:00:00.000Z");
  });

  test("is in a month at the latest, and not in the same night", () => {
    expect(next({ since: null, months: 24 })).toBe("2026-12-29T03:00:00.000Z");
    expect(next({ since: at("2026-11-01T00:00:00Z"), months: 120 })).toBe(
      "2026-12-29T03:00:00.000Z",
    );
    expect(next({ since: at("2020-01-01T00:00:00Z"), months: 3 })).toBe("2026-11-28T15:00:00.000Z");
  });
});
