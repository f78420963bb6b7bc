import { describe, expect, test } from "vitest";
import { byDeadline, goesOnAt, whyNotPut } from "@/features/sign-offs/rules";
import { weekOf } from "@/features/studio/rules";

const studio = {
  zone: "Europe/Copenhagen",
  hours: weekOf(["1", "2", "3", "4", "5"], "09:00", "17:00"),
  country: null as string | null,
  daysOff: [] as string[],
  signOffWorkingDays: 5,
};

describe("a completion goes on without an answer", () => {
  test.each<[string, string, Partial<typeof studio>, string | null]>([
    ["five working days after a Monday", "2026-11-23T09:00:00Z", {}, "2026-11-30T16:00:00.000Z"],
    ["over a weekend", "2026-11-27T09:00:00Z", {}, "2026-12-04T16:00:00.000Z"],
    ["from a Saturday", "2026-11-28T09:00:00Z", {}, "2026-12-04T16:00:00.000Z"],
    [
      "over a day off of the freelancer's own",
      "2026-11-23T09:00:00Z",
      { daysOff: ["2026-11-25"] },
      "2026-12-01T16:00:00.000Z",
    ],
    [
      "over the public holidays of Christmas",
      "2026-12-21T09:00:00Z",
      { country: "DK" },
      "2026-12-29T16:00:00.000Z",
    ],
    [
      "over a change of clocks",
      "2026-03-26T09:00:00Z",
      { signOffWorkingDays: 2 },
      "2026-03-30T15:00:00.000Z",
    ],
    [
      "at the end of a day without hours",
      "2026-11-23T09:00:00Z",
      { hours: weekOf(["2"], "09:00", "17:00") },
      "2026-11-30T23:00:00.000Z",
    ],
    [
      "at once where the studio doesn't wait",
      "2026-11-23T09:00:00Z",
      { signOffWorkingDays: 0 },
      null,
    ],
  ])("%s", (_name, now, over, at) => {
    expect(goesOnAt({ ...studio, ...over }, new Date(now))?.toISOString() ?? null).toBe(at);
  });
});

describe("a promise can be put before the client", () => {
  const fine = {
    completedAt: null,
    completesAt: null,
    holder: "FREELANCER" as const,
    droppedAt: null,
    outcome: undefined,
  };
  const at = new Date("2026-11-23T09:00:00Z");
  test.each<[string, Partial<Parameters<typeof whyNotPut>[0]>, ReturnType<typeof whyNotPut>]>([
    ["for the first time", {}, null],
    ["again after changes", { outcome: "CHANGES" }, null],
    ["again after it was cancelled", { outcome: "TAKEN_BACK" }, null],
    ["again after a project went on without an answer", { outcome: "NO_ANSWER" }, null],
    ["not while it is open", { outcome: null }, "open"],
    ["not once it was accepted", { outcome: "ACCEPTED" }, "accepted"],
    ["not where it is the client's own", { holder: "CLIENT" }, "theirs"],
    ["not once it was dropped", { droppedAt: at }, "dropped"],
    ["not while the completion waits", { completesAt: at }, "completing"],
    ["not in a completed project", { completedAt: at }, "completed"],
  ])("%s", (_name, over, why) => {
    expect(whyNotPut({ ...fine, ...over })).toBe(why);
  });
});

test("each deadline's latest round comes first, open ones before the others", () => {
  const round = (deadlineId: string, n: number, outcome: "CHANGES" | "ACCEPTED" | null) => ({
    deadlineId,
    round: n,
    outcome,
  });
  const [map1, cover, map2] = [
    round("map", 1, "CHANGES"),
    round("cover", 1, "ACCEPTED"),
    round("map", 2, null),
  ];
  expect(byDeadline([cover!, map1!, map2!])).toEqual([
    { latest: map2, earlier: [map1] },
    { latest: cover, earlier: [] },
  ]);
});
