import { describe, expect, test } from "vitest";
import type { ThreadLine } from "@/features/messages/rules";
import {
  responsesOf,
  summaryOf,
  workingTimeName,
  type Studio,
} from "@/features/messages/response-times/rules";
import { weekOf } from "@/features/studio/rules";
import { instantAt } from "@/lib/dates";

const ZONE = "Europe/Berlin";
const WEEK = ["1", "2", "3", "4", "5"];
/** The calendar of Zammad's published escalation figures: Monday to Friday, eight to six. */
const zammad: Studio = {
  hours: weekOf(WEEK, "08:00", "18:00"),
  zone: ZONE,
  country: null,
  daysOff: [],
};
const split: Studio = {
  ...zammad,
  hours: {
    ...weekOf(WEEK, "08:00", "18:00"),
    "2": [
      ["09:00", "12:00"],
      ["14:00", "18:00"],
    ],
  },
};
const everyDay: Studio = { ...zammad, hours: weekOf([...WEEK, "6", "7"], "00:00", "12:00") };

/** "2026-11-23 09:30" in the studio's zone. */
const at = (text: string) => instantAt(text.slice(0, 10), text.slice(11), ZONE);
const line = (when: string, contactId: string | null, over: Partial<ThreadLine> = {}) => ({
  contactId,
  writtenAt: at(when),
  text: "Could the path be wider?",
  channel: "PORTAL" as const,
  loggedAt: null,
  isAutomatic: false,
  heldUntil: null,
  noReplyAt: null,
  ...over,
});
const theirs = (when: string, over?: Partial<ThreadLine>) => line(when, "ines", over);
const mine = (when: string, over?: Partial<ThreadLine>) => line(when, null, over);
const minutes = (lines: ThreadLine[], studio = zammad) =>
  responsesOf(lines, studio).map((one) => one.minutes);

// 23 November 2026 is a Monday.
describe("the working time between a question and its answer", () => {
  test.each([
    ["half an hour", zammad, "2026-11-23 09:30", "2026-11-23 10:00", 30],
    ["the same day", zammad, "2026-11-23 09:30", "2026-11-23 14:00", 270],
    ["over night", zammad, "2026-11-23 17:30", "2026-11-24 08:30", 60],
    ["over a weekend", zammad, "2026-11-27 17:00", "2026-11-30 09:00", 120],
    ["asked and answered at night", zammad, "2026-11-23 22:00", "2026-11-23 23:00", 0],
    ["asked at night, answered at the opening", zammad, "2026-11-23 22:00", "2026-11-24 08:00", 0],
    ["asked on a Sunday", zammad, "2026-11-22 12:00", "2026-11-23 08:45", 45],
    ["over a split day's break", split, "2026-11-24 11:30", "2026-11-24 14:30", 60],
    ["within the break", split, "2026-11-24 12:15", "2026-11-24 13:45", 0],
    [
      "over a public holiday",
      { ...zammad, country: "DE" },
      "2026-12-24 17:00",
      "2026-12-28 09:00",
      120,
    ],
    [
      "over a day off",
      { ...zammad, daysOff: ["2026-11-24"] },
      "2026-11-23 17:00",
      "2026-11-25 09:00",
      120,
    ],
    ["the night an hour is lost", everyDay, "2027-03-28 00:00", "2027-03-28 04:00", 180],
    ["the night an hour comes twice", everyDay, "2026-10-25 00:00", "2026-10-25 04:00", 300],
  ] satisfies [string, Studio, string, string, number][])(
    "%s",
    (_case, studio, asked, answered, expected) =>
      expect(minutes([theirs(asked), mine(answered)], studio)).toEqual([expected]),
  );
});

describe("what counts as a question and as its answer", () => {
  const answer = mine("2026-11-23 11:00");
  test.each([
    [
      "of several in a row the first",
      [theirs("2026-11-23 09:00"), theirs("2026-11-23 10:30"), answer],
      [120],
    ],
    [
      "each answer ends one wait",
      [theirs("2026-11-23 09:00"), answer, mine("2026-11-23 12:00"), theirs("2026-11-23 13:00")],
      [120],
    ],
    [
      "an out-of-office reply asks nothing",
      [theirs("2026-11-23 09:00", { isAutomatic: true }), answer],
      [],
    ],
    [
      "an automatic answer answers nothing",
      [theirs("2026-11-23 09:00"), mine("2026-11-23 09:01", { isAutomatic: true }), answer],
      [120],
    ],
    ["a closing thanks asks nothing", [theirs("2026-11-23 09:00", { text: "Danke!" }), answer], []],
    [
      "nor what needs no reply",
      [theirs("2026-11-23 09:00", { noReplyAt: at("2026-11-23 09:30") }), answer],
      [],
    ],
    [
      "a message that is held is no answer",
      [
        theirs("2026-11-23 09:00"),
        mine("2026-11-23 09:30", { heldUntil: answer.writtenAt }),
        answer,
      ],
      [120],
    ],
    [
      "a call that was noted is one",
      [
        theirs("2026-11-23 09:00"),
        theirs("2026-11-23 09:20", { channel: "PHONE", loggedAt: answer.writtenAt }),
        answer,
      ],
      [20],
    ],
    ["nothing that was never asked", [answer], []],
  ] satisfies [string, ThreadLine[], number[]][])("%s", (_case, lines, expected) =>
    expect(minutes(lines)).toEqual(expected),
  );

  test("the channel is the question's", () =>
    expect(
      responsesOf([theirs("2026-11-23 09:00", { channel: "EMAIL" }), answer], zammad),
    ).toMatchObject([{ channel: "EMAIL", minutes: 120 }]));
});

test.each([
  ["within a working day and hours", "2026-11-24 09:00", "right"],
  ["later than the client was told", "2026-11-24 10:30", "too slow"],
  ["at 23:00", "2026-11-23 23:00", "at night"],
])("an answer %s is in its band", (_case, answered, band) =>
  expect(responsesOf([theirs("2026-11-23 10:00"), mine(answered)], zammad)).toMatchObject([
    { band },
  ]),
);

test("the middle and the longest, of odd and even numbers, and of none", () => {
  const of = (...all: number[]) => summaryOf(all.map((one) => ({ minutes: one })));
  expect(of(5, 100, 10)).toEqual({ count: 3, medianMinutes: 10, worstMinutes: 100 });
  expect(of(10, 20)).toEqual({ count: 2, medianMinutes: 15, worstMinutes: 20 });
  expect(of()).toBeNull();
});

test.each([
  [0, "0 minutes"],
  [1, "1 minute"],
  [45, "45 minutes"],
  [120, "2 h"],
  [570, "9 h 30 min"],
])("%i minutes are said as %s", (given, said) =>
  expect(workingTimeName(given, "en-GB")).toBe(said),
);

test.each([
  ["de", "45 Minuten"],
  ["fr", "45 minutes"],
  ["es", "45 minutos"],
  ["pt-PT", "45 minutos"],
])("in %s, 45 minutes are %s", (tag, said) => expect(workingTimeName(45, tag)).toBe(said));
