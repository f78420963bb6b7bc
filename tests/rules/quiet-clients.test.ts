import { describe, expect, test } from "vitest";
import { nextQuietCheck, whyNot, type StopFacts } from "@/features/follow-ups/rules";
import { whyThen } from "@/features/follow-ups/forecast/rules";
import { quietStateOf } from "@/features/quiet-clients/rules";
import { quietAnswer } from "@/features/quiet-clients/schema";
import { say } from "@/language/say";
import { contactHoursOf } from "@/lib/contact-hours";
import { addMonths } from "@/lib/dates";

const lisbon = contactHoursOf(
  { zone: "Europe/Lisbon", country: null },
  { zone: "UTC", country: null, followUpsFrom: "09:00", followUpsUntil: "17:30" },
);

test.each([
  ["2026-08-31", 6, "2027-02-28"],
  ["2026-05-24", 6, "2026-11-24"],
  ["2024-02-29", 12, "2025-02-28"],
  ["2026-12-01", 1, "2027-01-01"],
])("%s and %i months is %s", (day, months, later) => expect(addMonths(day, months)).toBe(later));

describe("when a quiet client is asked", () => {
  const completedAt = new Date("2026-05-25T12:00:00Z");
  test("in their morning, so many months after the last completion", () => {
    const due = nextQuietCheck(completedAt, 6, lisbon, new Date("2026-11-11T10:00:00Z"));
    expect(due.toISOString().slice(0, 10)).toBe("2026-11-25");
    expect(due.getUTCHours()).toBeGreaterThanOrEqual(9);
  });

  test("a week on where that is over, so that the forecast shows it first", () => {
    const due = nextQuietCheck(completedAt, 3, lisbon, new Date("2026-11-11T10:00:00Z"));
    expect(due.toISOString().slice(0, 10)).toBe("2026-11-18");
  });

  test("on a weekday", () => {
    const due = nextQuietCheck(completedAt, 6, lisbon, new Date("2026-11-21T10:00:00Z"));
    expect([0, 6]).not.toContain(due.getUTCDay());
    expect(
      nextQuietCheck(new Date("2026-05-28T12:00:00Z"), 6, lisbon, completedAt).getUTCDay(),
    ).toBe(1);
  });
});

describe("who is not asked", () => {
  const now = new Date("2026-11-25T09:30:00Z");
  const fine: StopFacts = {
    kind: "QUIET_CHECK",
    turnedOffAt: null,
    completedAt: new Date("2026-05-25T12:00:00Z"),
    optedOutAt: null,
    suppressedFor: null,
    caseOpenedAt: null,
    hasOpenProject: false,
    lastAskedAt: null,
    lastInvitedAt: null,
    hasWall: false,
    coolDownDays: 60,
    survey: null,
  };
  test("a client who is quiet is asked", () => expect(whyNot(fine, now)).toBeNull());
  test.each<[string, Partial<StopFacts>, string]>([
    ["a new project", { hasOpenProject: true }, "A new project has begun with this client."],
    ["reopened", { completedAt: null }, "The project is open again."],
    ["opted out", { optedOutAt: now }, "This contact has unsubscribed from surveys."],
    ["a case", { caseOpenedAt: now }, "A case is open with this client."],
    ["turned off", { turnedOffAt: now }, "You turned quiet-client checks off."],
    [
      "a bounce",
      { suppressedFor: "BOUNCED" },
      "Nothing is sent to this address: an email to it bounced.",
    ],
    [
      "asked lately",
      { lastAskedAt: new Date("2026-11-01T09:00:00Z") },
      "This contact was asked within the last 60 days.",
    ],
  ])("%s", (_what, over, why) => expect(whyNot({ ...fine, ...over }, now)).toBe(why));
});

test("the forecast says why then", () =>
  expect(
    whyThen(
      {
        kind: "QUIET_CHECK",
        plannedAt: new Date("2026-11-11T10:00:00Z"),
        dueAt: new Date("2026-11-25T09:30:00Z"),
        contactHours: lisbon,
      },
      say,
    ),
  ).toBe("No new project since this one was completed"));

test("the question is open until it is answered or has run out", () => {
  const now = new Date("2026-11-25T09:30:00Z");
  const later = new Date("2027-01-01T00:00:00Z");
  expect(quietStateOf({ answeredAt: null, expiresAt: later }, now)).toBe("open");
  expect(quietStateOf({ answeredAt: null, expiresAt: now }, now)).toBe("expired");
  expect(quietStateOf({ answeredAt: now, expiresAt: now }, now)).toBe("answered");
});

test("a complaint is one only if they say so", () => {
  expect(quietAnswer.parse({ reason: "RESULT" })).toEqual({ reason: "RESULT", isComplaint: false });
  expect(quietAnswer.parse({ reason: "RESULT", isComplaint: "yes", words: " " })).toEqual({
    reason: "RESULT",
    isComplaint: true,
  });
  expect(quietAnswer.safeParse({ words: "Too slow." }).success).toBe(false);
  expect(quietAnswer.safeParse({ reason: "RESULT", words: "x".repeat(10_000) }).success).toBe(
    false,
  );
});
