import { describe, expect, test } from "vitest";
import { nextCheckBack, whyNotAsk, type CheckBackFacts } from "@/features/follow-ups/rules";
import { placeOf } from "@/features/letters/rules";
import { dayIn, weekday } from "@/lib/dates";

const placeIn = (zone: string) => placeOf({ zone, country: null }, { zone, country: null, followUpsFrom: "09:00", followUpsUntil: "17:30" });

describe("the check-back's day", () => {
  test.each([
    ["Monday noon in Lisbon", "2026-11-23T12:00:00Z", 5, "Europe/Lisbon", "2026-11-30T09:30:00.000Z"],
    ["Friday: the weekend does not count", "2026-11-27T12:00:00Z", 5, "Europe/Lisbon", "2026-12-04T09:30:00.000Z"],
    ["Saturday counts from Monday on", "2026-11-28T12:00:00Z", 1, "Europe/Lisbon", "2026-11-30T09:30:00.000Z"],
    ["Monday evening in Europe is Tuesday in Tokyo", "2026-11-23T18:00:00Z", 5, "Asia/Tokyo", "2026-12-01T00:30:00.000Z"],
    ["over spring's clock change the client's morning stays", "2027-03-24T12:00:00Z", 5, "Europe/Copenhagen", "2027-03-31T07:30:00.000Z"],
  ])("%s", (_case, completedAt, days, zone, due) => {
    expect(nextCheckBack(new Date(completedAt), days, placeIn(zone)).toISOString()).toBe(due);
  });

  test("it is a working morning in every zone, whenever completed", () => {
    for (const zone of Intl.supportedValuesOf("timeZone")) {
      const clock = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" });
      for (let hour = 0; hour < 24 * 7; hour += 23) {
        const due = nextCheckBack(new Date(Date.UTC(2027, 2, 22, hour)), 5, placeIn(zone));
        expect(weekday(dayIn(zone, due)), zone).toBeLessThanOrEqual(5);
        expect(clock.format(due), zone).toBe("09:30");
      }
    }
  });
});

describe("who is not asked", () => {
  const now = new Date("2026-11-30T09:30:00Z");
  const fine: CheckBackFacts = { optedOutAt: null, lastInvitedAt: null, coolDownDays: 60, hasOpenCase: false, completedAt: new Date("2026-11-23T12:00:00Z") };
  test.each<[string, Partial<CheckBackFacts>, string | null]>([
    ["nothing speaks against it", {}, null],
    ["the project is open again", { completedAt: null }, "The project is open again."],
    ["who opted out", { optedOutAt: new Date("2026-01-01") }, "This contact wants no surveys."],
    ["while a case is open", { hasOpenCase: true }, "A case is open with this client."],
    ["asked 59 days ago", { lastInvitedAt: new Date(now.getTime() - 59 * 86_400_000) }, "This contact was asked within the last 60 days."],
    ["asked 60 days ago", { lastInvitedAt: new Date(now.getTime() - 60 * 86_400_000) }, null],
  ])("%s", (_case, facts, why) => expect(whyNotAsk({ ...fine, ...facts }, now)).toBe(why));
});
