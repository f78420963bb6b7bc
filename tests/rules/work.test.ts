import { describe, expect, test } from "vitest";
import { missingFrom, moved, namesOf } from "@/features/projects/checklist/rules";
import type { UpdateFrequency } from "@/db/enums";
import { byDay, isMuted, mayChange } from "@/features/projects/work-notes/rules";
import { gathersUntil, isTold } from "@/features/projects/progress-updates/rules";
import { workShown } from "@/features/projects/progress-updates/emails";
import { localeOf } from "@/language/locale";
import { say } from "@/language/say";
import { instantAt } from "@/lib/dates";

const at = (text: string) => new Date(text);

describe("the checklist", () => {
  const list = [{ id: "a" }, { id: "b" }, { id: "c" }];
  test.each<[string, "up" | "down", string[]]>([
    ["b", "up", ["b", "a", "c"]],
    ["b", "down", ["a", "c", "b"]],
    ["a", "up", ["a", "b", "c"]],
    ["c", "down", ["a", "b", "c"]],
    ["unknown", "up", ["a", "b", "c"]],
  ])("%s goes %s", (id, direction, order) => expect(moved(list, id, direction)).toEqual(order));
  test.each<[string, string[], string[], string[]]>([
    ["an empty list takes all", [], ["Proof", "Back up"], ["Proof", "Back up"]],
    ["what is there already is not added", ["proof "], ["Proof", "Back up"], ["Back up"]],
    ["what a template has twice is added once", [], ["Proof", "PROOF"], ["Proof"]],
    ["all there, none added", ["Proof"], ["Proof"], []],
  ])("%s", (_case, own, template, added) => expect(missingFrom(own, template)).toEqual(added));
  test.each([
    [[], ""],
    [["A"], "“A”"],
    [["A", "B"], "“A” and “B”"],
    [["A", "B", "C"], "“A”, “B” and “C”"],
    [["A", "B", "C", "D", "E", "F", "G"], "“A”, “B”, “C”, “D”, “E” and 2 more"],
  ])("%j is named", (open, names) => expect(namesOf(open, say, "en-GB")).toBe(names));
});

describe("when shown work is gathered", () => {
  test.each<[string, UpdateFrequency, string, string, string | null]>([
    ["a working day, a minute before", "DAILY", "Europe/Lisbon", "2026-11-23T16:29:59Z", null],
    ["half past four", "DAILY", "Europe/Lisbon", "2026-11-23T16:30:00Z", "2026-11-23T16:30:00Z"],
    [
      "within the hour, still what was shown until half past four",
      "DAILY",
      "Europe/Lisbon",
      "2026-11-23T17:29:59Z",
      "2026-11-23T16:30:00Z",
    ],
    ["the hour is over", "DAILY", "Europe/Lisbon", "2026-11-23T17:30:00Z", null],
    ["a Saturday", "DAILY", "Europe/Lisbon", "2026-11-28T16:30:00Z", null],
    ["a Sunday", "DAILY", "Europe/Lisbon", "2026-11-29T16:40:00Z", null],
    [
      "Tokyo's afternoon is Lisbon's morning",
      "DAILY",
      "Asia/Tokyo",
      "2026-11-23T07:30:00Z",
      "2026-11-23T07:30:00Z",
    ],
    [
      "a zone of three quarters of an hour",
      "DAILY",
      "Asia/Kathmandu",
      "2026-11-23T10:45:00Z",
      "2026-11-23T10:45:00Z",
    ],
    [
      "Friday in Auckland while Thursday elsewhere",
      "WEEKLY",
      "Pacific/Auckland",
      "2026-11-27T03:30:00Z",
      "2026-11-27T03:30:00Z",
    ],
    [
      "weekly, on a Friday",
      "WEEKLY",
      "Europe/Lisbon",
      "2026-11-27T16:31:00Z",
      "2026-11-27T16:30:00Z",
    ],
    [
      "weekly, on a Thursday: last Friday's",
      "WEEKLY",
      "Europe/Lisbon",
      "2026-11-26T16:31:00Z",
      "2026-11-20T16:30:00Z",
    ],
    [
      "weekly, a Friday missed is made up for on Monday",
      "WEEKLY",
      "Europe/Lisbon",
      "2026-11-30T16:31:00Z",
      "2026-11-27T16:30:00Z",
    ],
    ["weekly, not on a Saturday", "WEEKLY", "Europe/Lisbon", "2026-11-28T16:31:00Z", null],
    [
      "only what matters is gathered like each day",
      "MATTERS",
      "Europe/Lisbon",
      "2026-11-23T16:31:00Z",
      "2026-11-23T16:30:00Z",
    ],
    // Copenhagen, last Friday of summer time and the first Monday after it (25 Oct 2026): the wall
    // clock stays, the instant moves.
    [
      "the Friday before the clocks go back",
      "DAILY",
      "Europe/Copenhagen",
      "2026-10-23T14:30:00Z",
      "2026-10-23T14:30:00Z",
    ],
    [
      "the Monday after: not at the old instant",
      "DAILY",
      "Europe/Copenhagen",
      "2026-10-26T14:30:00Z",
      null,
    ],
    [
      "the Monday after: an hour later",
      "DAILY",
      "Europe/Copenhagen",
      "2026-10-26T15:30:00Z",
      "2026-10-26T15:30:00Z",
    ],
    [
      "the Monday after spring forward",
      "DAILY",
      "Europe/Copenhagen",
      "2027-03-29T14:30:00Z",
      "2027-03-29T14:30:00Z",
    ],
    [
      "weekly, last Friday's half past four lies before the change",
      "WEEKLY",
      "Europe/Copenhagen",
      "2026-10-26T15:30:00Z",
      "2026-10-23T14:30:00Z",
    ],
  ])("%s", (_case, updateFrequency, zone, now, until) =>
    expect(gathersUntil(updateFrequency, zone, at(now))).toEqual(until ? at(until) : null),
  );

  test("every zone of the machine has its hour once on each working day around its clock changes", () => {
    const days = [
      "2026-10-23",
      "2026-10-26",
      "2026-11-02",
      "2027-03-15",
      "2027-03-29",
      "2027-04-05",
    ];
    for (const zone of Intl.supportedValuesOf("timeZone"))
      for (const day of days) {
        const half = instantAt(day, "16:30", zone);
        expect(gathersUntil("DAILY", zone, half), `${zone} ${day}`).toEqual(half);
        expect(
          gathersUntil("DAILY", zone, new Date(half.getTime() - 1)),
          `${zone} ${day}`,
        ).toBeNull();
      }
  });
});

describe("a progress update", () => {
  const many = (count: number) => Array.from({ length: count }, (_, n) => `Text ${n + 1}.`);
  const paragraphsOf = (projects: Parameters<typeof workShown>[1]["projects"]) =>
    workShown(
      localeOf("en"),
      { freelancerName: "Mira Holm", contactName: "Ines Duarte", projects },
      "http://localhost:3000/p/x",
      "DAILY",
      "http://localhost:3000/u/x",
    ).words.paragraphs;

  test.each([
    ["as much as it holds", 30, 12, false],
    ["more than it holds", 33, 14, true],
  ])("of %s says so where it does not", (_case, texts, projects, isCut) => {
    const project = { projectTitle: "The map", notes: many(texts), extras: many(texts) };
    const paragraphs = paragraphsOf(Array.from({ length: projects }, () => project));
    const [, notes, , extras] = paragraphs;
    for (const list of [notes, extras])
      expect(list!.endsWith("– and 3 more on your page")).toBe(isCut);
    expect(paragraphs.at(-1) === "There is progress on 2 more projects on your page.").toBe(isCut);
  });
});

describe("work notes", () => {
  test("an open case mutes", () =>
    expect([
      isMuted({ caseOpenedAt: at("2026-11-23T16:30:00Z") }),
      isMuted({ caseOpenedAt: null }),
    ]).toEqual([true, false]));
  test("a note may change until it is gathered", () =>
    expect([
      mayChange({ gatheredAt: null }),
      mayChange({ gatheredAt: at("2026-11-23T16:30:00Z") }),
    ]).toEqual([true, false]));
  test.each<[UpdateFrequency, Date | null, boolean]>([
    ["DAILY", null, true],
    ["WEEKLY", null, true],
    ["MATTERS", null, false],
    ["DAILY", at("2026-11-23T10:00:00Z"), false],
    ["WEEKLY", at("2026-11-23T10:00:00Z"), false],
  ])("%s with a link revoked at %s is told: %s", (updateFrequency, linkRevokedAt, told) =>
    expect(isTold({ updateFrequency, linkRevokedAt, optedOutAt: null })).toBe(told),
  );
  test("who wants no digests gets none", () =>
    expect(
      isTold({
        updateFrequency: "DAILY",
        linkRevokedAt: null,
        optedOutAt: at("2026-11-23T10:00:00Z"),
      }),
    ).toBe(false));
  test("days are the reader's, the newest first", () => {
    const notes = [
      { id: 1, shownAt: at("2026-11-20T10:00:00Z") },
      { id: 2, shownAt: at("2026-11-22T23:30:00Z") },
      { id: 3, shownAt: at("2026-11-23T08:00:00Z") },
    ];
    const hours = (zone: string) =>
      byDay(notes, zone).map(({ day, notes: own }) => [
        localeOf("en").dayHeading(day, "2026-11-23"),
        own.map((note) => note.id),
      ]);
    expect(hours("Europe/Lisbon")).toEqual([
      ["Today", [3]],
      ["Yesterday", [2]],
      ["Fri 20 Nov", [1]],
    ]);
    expect(hours("Europe/Copenhagen")).toEqual([
      ["Today", [3, 2]],
      ["Fri 20 Nov", [1]],
    ]);
  });
});
