import { describe, expect, test } from "vitest";
import {
  nextCheckBack,
  nextReminder,
  waitsUntil,
  whyNot,
  type StopFacts,
} from "@/features/follow-ups/rules";
import { followUpSettings } from "@/features/follow-ups/settings/schema";
import { faultIn } from "@/features/follow-ups/settings/rules";
import { fillWords } from "@/features/follow-ups/settings/rules/filling";
import { isTooLate } from "@/features/emails/rules";
import { contactHoursOf } from "@/lib/contact-hours";
import { paragraphsOf } from "@/language/plain";
import { say } from "@/language/say";
import { dayIn, weekday } from "@/lib/dates";

const placeIn = (zone: string) =>
  contactHoursOf(
    { zone, country: null },
    { zone, country: null, followUpsFrom: "09:00", followUpsUntil: "17:30" },
  );

describe("the check-back's day", () => {
  test.each([
    [
      "Monday noon in Lisbon",
      "2026-11-23T12:00:00Z",
      5,
      "Europe/Lisbon",
      "2026-11-30T09:30:00.000Z",
    ],
    [
      "Friday: the weekend does not count",
      "2026-11-27T12:00:00Z",
      5,
      "Europe/Lisbon",
      "2026-12-04T09:30:00.000Z",
    ],
    [
      "Saturday counts from Monday on",
      "2026-11-28T12:00:00Z",
      1,
      "Europe/Lisbon",
      "2026-11-30T09:30:00.000Z",
    ],
    [
      "Monday evening in Europe is Tuesday in Tokyo",
      "2026-11-23T18:00:00Z",
      5,
      "Asia/Tokyo",
      "2026-12-01T00:30:00.000Z",
    ],
    [
      "over spring's clock change the client's morning stays",
      "2027-03-24T12:00:00Z",
      5,
      "Europe/Copenhagen",
      "2027-03-31T07:30:00.000Z",
    ],
  ])("%s", (_case, completedAt, days, zone, due) => {
    expect(nextCheckBack(new Date(completedAt), days, placeIn(zone)).toISOString()).toBe(due);
  });

  test("it is a working morning in every zone, whenever completed", () => {
    for (const zone of Intl.supportedValuesOf("timeZone")) {
      const clock = new Intl.DateTimeFormat("en-GB", {
        timeZone: zone,
        hour: "2-digit",
        minute: "2-digit",
      });
      for (let hour = 0; hour < 24 * 7; hour += 23) {
        const due = nextCheckBack(new Date(Date.UTC(2027, 2, 22, hour)), 5, placeIn(zone));
        expect(weekday(dayIn(zone, due)), zone).toBeLessThanOrEqual(5);
        expect(clock.format(due), zone).toBe("09:30");
      }
    }
  });
});

describe("the reminder's day", () => {
  test.each([
    [
      "seven days after the asking, the same morning",
      "2026-11-23T09:30:00Z",
      7,
      "2026-11-30T09:30:00.000Z",
    ],
    ["a Saturday becomes Monday", "2026-11-28T09:30:00Z", 7, "2026-12-07T09:30:00.000Z"],
    ["a holiday becomes the day after", "2026-11-24T12:00:00Z", 7, "2026-12-02T09:30:00.000Z"],
    ["over the year's end", "2026-12-25T12:00:00Z", 7, "2027-01-04T09:30:00.000Z"],
    [
      "over summer time's end the morning stays",
      "2027-10-29T09:30:00Z",
      7,
      "2027-11-05T09:30:00.000Z",
    ],
    ["29 February", "2028-02-22T09:30:00Z", 7, "2028-02-29T09:30:00.000Z"],
  ])("%s", (_case, askedAt, days, due) => {
    const lisbon = contactHoursOf(
      { zone: "Europe/Lisbon", country: "PT" },
      { zone: "UTC", country: null, followUpsFrom: "09:00", followUpsUntil: "17:30" },
    );
    expect(nextReminder(new Date(askedAt), days, lisbon).toISOString()).toBe(due);
  });
});

describe("too late to be sent by itself", () => {
  const dueAt = new Date("2026-11-30T09:30:00Z");
  test.each([
    ["72 hours", 72 * 3_600_000, false],
    ["fourteen days to the second", 14 * 86_400_000, false],
    ["a second more", 14 * 86_400_000 + 1000, true],
    ["not due yet", -1, false],
  ])("%s", (_case, late, expected) =>
    expect(isTooLate(dueAt, new Date(dueAt.getTime() + late))).toBe(expected),
  );
});

describe("who is not asked", () => {
  const now = new Date("2026-11-30T09:30:00Z");
  const fine: StopFacts = {
    kind: "CHECK_BACK",
    turnedOffAt: null,
    completedAt: new Date("2026-11-23T12:00:00Z"),
    optedOutAt: null,
    suppressedFor: null,
    caseOpenedAt: null,
    hasOpenProject: false,
    lastAskedAt: null,
    lastInvitedAt: null,
    hasWall: true,
    coolDownDays: 60,
    survey: null,
  };
  const asked = (days: number) => new Date(now.getTime() - days * 86_400_000);
  test.each<[string, Partial<StopFacts>, string | null]>([
    ["nothing speaks against it", {}, null],
    ["check-backs are turned off", { turnedOffAt: asked(1) }, "You turned check-backs off."],
    ["the project is open again", { completedAt: null }, "The project is open again."],
    [
      "who opted out",
      { optedOutAt: new Date("2026-01-01") },
      "This contact has unsubscribed from surveys.",
    ],
    [
      "whose address bounced",
      { suppressedFor: "BOUNCED" },
      "Nothing is sent to this address: an email to it bounced.",
    ],
    [
      "who complained",
      { suppressedFor: "COMPLAINED" },
      "Nothing is sent to this address: an email to it was reported as spam.",
    ],
    [
      "while a case is open",
      { caseOpenedAt: new Date("2026-11-20T09:00:00Z") },
      "A case is open with this client.",
    ],
    [
      "asked 59 days ago",
      { lastAskedAt: asked(59) },
      "This contact was asked within the last 60 days.",
    ],
    ["asked 60 days ago", { lastAskedAt: asked(60) }, null],
    ["asked today, without a cool-down", { lastAskedAt: now, coolDownDays: 0 }, null],
  ])("%s", (_case, facts, why) => expect(whyNot({ ...fine, ...facts }, now)).toBe(why));

  const survey = {
    answeredAt: null,
    expiresAt: new Date("2027-02-01"),
    invitation: "sent" as const,
  };
  const open: StopFacts = { ...fine, kind: "REMINDER", lastAskedAt: asked(7), survey };
  test.each<[string, Partial<StopFacts>, string | null]>([
    ["an open question, cool-down or not", {}, null],
    ["reminders are turned off", { turnedOffAt: asked(1) }, "You turned reminders off."],
    [
      "an answered question",
      { survey: { ...survey, answeredAt: asked(1) } },
      "The question has been answered.",
    ],
    [
      "a question that has run out",
      { survey: { ...survey, expiresAt: now } },
      "The question has expired.",
    ],
    [
      "an invitation that waits",
      { survey: { ...survey, invitation: "waits" } },
      "The check-back itself has not been sent yet.",
    ],
    [
      "an invitation that was cancelled",
      { survey: { ...survey, invitation: "stopped" } },
      "The check-back was not sent, so there is nothing to remind them of.",
    ],
    [
      "no question at all",
      { survey: null },
      "The check-back was not sent, so there is nothing to remind them of.",
    ],
    [
      "while a case is open",
      { caseOpenedAt: new Date("2026-11-20T09:00:00Z") },
      "A case is open with this client.",
    ],
    ["who opted out", { optedOutAt: asked(1) }, "This contact has unsubscribed from surveys."],
    ["the project is open again", { completedAt: null }, "The project is open again."],
  ])("reminded: %s", (_case, facts, why) => expect(whyNot({ ...open, ...facts }, now)).toBe(why));
});

describe("own words", () => {
  const values = { "first name": "Ines", project: "The {my name} map", "my name": "Mira Holm" };
  test.each([
    ["Dear {first name}, {project} is done.", "Dear Ines, The {my name} map is done."],
    ["{ First  Name }{my name}", "InesMira Holm"],
    ["$& $1 and } stay", "$& $1 and } stay"],
  ])("%s is filled in", (text, filled) => {
    expect(faultIn("Text", text, say)).toBeNull();
    expect(fillWords(text, values)).toBe(filled);
  });

  test.each([
    [
      "{frist name}, thank you",
      "Text: {frist name} is not known. You can use {first name}, {project}, {my name}.",
    ],
    ["Thank you {", "Text: a brace is not closed at “{”. Write it as {project}."],
    ["Thank you {project", "Text: a brace is not closed at “{project”. Write it as {project}."],
    [
      "{first {project}",
      "Text: a brace is not closed at “{first {project}”. Write it as {project}.",
    ],
    ["{first\nname}", "Text: a brace is not closed at “{first”. Write it as {project}."],
    ["{}", "Text: {} is not known."],
    ["{constructor}", "Text: {constructor} is not known."],
    [
      Array.from({ length: 41 }, () => "a").join("\n\n"),
      "Text: please keep it under 40 paragraphs.",
    ],
  ])("%j is refused by name", (text, message) =>
    expect(faultIn("Text", text, say)).toContain(message),
  );

  test("an empty line begins a paragraph", () =>
    expect(paragraphsOf("One\r\n\r\nTwo\nmore\n\n\n")).toEqual(["One", "Two\nmore"]));
});

describe("the follow-ups' settings", () => {
  const good = {
    kinds: ["THANK_YOU", "CHECK_BACK"],
    followUpsFrom: "09:00",
    followUpsUntil: "17:30",
    checkBackWorkingDays: "5",
    reminderDays: "7",
    signOffWorkingDays: "5",
    quietMonths: "6",
    coolDownDays: "60",
  };
  test("one box alone, or none, is a choice", () => {
    expect(followUpSettings.parse({ ...good, kinds: "REMINDER" }).kinds).toEqual(["REMINDER"]);
    expect(followUpSettings.parse({ ...good, kinds: undefined }).kinds).toEqual([]);
  });
  test.each([
    ["followUpsFrom", "9", "From: please write it as 09:00."],
    ["followUpsUntil", "09:00", "Until: this must be later than the start."],
    ["checkBackWorkingDays", "0", "Check-back after: please write 1 or more."],
    ["reminderDays", "61", "Reminder after: please write 60 or less."],
    [
      "coolDownDays",
      "0x10",
      "Wait between surveys to the same person: please write a whole number.",
    ],
    ["kinds", "EVERYTHING", "This follow-up doesn’t exist."],
  ])("%s %j is refused by name", (field, value, message) => {
    const issue = followUpSettings.safeParse({ ...good, [field]: value }).error?.issues[0];
    expect([issue?.path[0], issue?.message]).toEqual([field, message]);
  });
});

describe("a due reminder whose question left late", () => {
  const now = new Date("2026-12-07T09:30:00Z");
  const reminder = {
    plannedAt: new Date("2026-11-30T09:30:00Z"),
    askedAt: new Date("2026-11-30T09:31:00Z"),
    invitation: "sent" as const,
    days: 7,
    contactHours: placeIn("Europe/Lisbon"),
  };
  test.each([
    ["does not wait when it was sent in time", {}, null],
    [
      "counts from the day on which it was sent",
      { askedAt: new Date("2026-12-04T10:00:00Z") },
      "2026-12-11T09:30:00.000Z",
    ],
    [
      "does not wait when so many days have passed since",
      { askedAt: new Date("2026-11-30T22:00:00Z") },
      null,
    ],
    [
      "waits on while it has not left",
      { invitation: "waits" as const },
      "2026-12-14T09:30:00.000Z",
    ],
    ["is for the stop rules when it was cancelled", { invitation: "stopped" as const }, null],
  ])("%s", (_case, change, until) =>
    expect(waitsUntil({ ...reminder, ...change }, now)?.toISOString() ?? null).toBe(until),
  );
});
