import { expect, test } from "vitest";
import {
  foresee,
  reminderAfter,
  whyThen,
  type PlannedAsk,
} from "@/features/follow-ups/forecast/rules";
import { say } from "@/language/say";
import { contactHoursOf } from "@/lib/contact-hours";
import { nextGathering } from "@/features/projects/progress-updates/rules";

const contactHours = contactHoursOf(
  { zone: "Europe/Lisbon", country: null },
  { zone: "UTC", country: null, followUpsFrom: "09:00", followUpsUntil: "17:30" },
);
const now = new Date("2026-11-23T12:00:00Z");
const facts: PlannedAsk["facts"] = {
  kind: "CHECK_BACK",
  turnedOffAt: null,
  completedAt: now,
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
const at = (iso: string, more: Partial<PlannedAsk> = {}): PlannedAsk => ({
  personKey: "ines",
  plannedAt: new Date("2026-11-20T12:00:00Z"),
  dueAt: new Date(iso),
  heldAt: null,
  askedAt: null,
  reminderDays: 7,
  contactHours,
  facts,
  ...more,
});
const forecast = (planned: PlannedAsk[]) =>
  foresee(planned, now).map((one) => [one.sendAt.toISOString(), one.whyNot, one.isLate]);

test("what falls due is sent at its time; what fell due in the night or before, at the next time to write", () => {
  expect(forecast([at("2026-11-30T09:30:00Z")])).toEqual([
    ["2026-11-30T09:30:00.000Z", null, false],
  ]);
  expect(forecast([at("2026-11-28T12:00:00Z")])).toEqual([
    ["2026-11-30T09:30:00.000Z", null, false],
  ]);
  expect(forecast([at("2026-11-20T09:30:00Z")])).toEqual([
    ["2026-11-23T12:00:00.000Z", null, false],
  ]);
});

test("one asking is in the way of the next to the same contact, whoever comes first in the list", () => {
  const tooSoon = "This contact was asked within the last 60 days.";
  expect(
    forecast([
      at("2026-12-02T09:30:00Z"),
      at("2026-11-30T09:30:00Z"),
      at("2026-12-01T09:30:00Z", { personKey: "karin" }),
    ]),
  ).toEqual([
    ["2026-11-30T09:30:00.000Z", null, false],
    ["2026-12-01T09:30:00.000Z", null, false],
    ["2026-12-02T09:30:00.000Z", tooSoon, false],
  ]);
});

test("one that will be skipped, or is held, is in nobody's way", () => {
  const off = { ...facts, optedOutAt: now };
  expect(
    forecast([at("2026-11-30T09:30:00Z", { facts: off }), at("2026-12-02T09:30:00Z")])[1],
  ).toEqual(["2026-12-02T09:30:00.000Z", null, false]);
  expect(
    forecast([at("2026-11-30T09:30:00Z", { heldAt: now }), at("2026-12-02T09:30:00Z")])[1],
  ).toEqual(["2026-12-02T09:30:00.000Z", null, false]);
  expect(forecast([at("2026-11-09T11:59:00Z")])).toEqual([
    ["2026-11-23T12:00:00.000Z", null, true],
  ]);
});

test(
  "an invitation that waits now has been sent when its reminder comes; a reminder that is due " +
    "already is put off, as the worker does",
  () => {
    const reminder = {
      ...facts,
      kind: "REMINDER" as const,
      survey: { answeredAt: null, expiresAt: new Date("2027-02-01"), invitation: "waits" as const },
    };
    expect(forecast([at("2026-11-30T09:30:00Z", { facts: reminder })])[0]?.[1]).toBeNull();
    expect(forecast([at("2026-11-23T09:30:00Z", { facts: reminder })])).toEqual([
      ["2026-11-30T09:30:00.000Z", null, false],
    ]);
    // One whose question left late counts from then.
    const late = {
      facts: { ...reminder, survey: { ...reminder.survey, invitation: "sent" as const } },
      askedAt: new Date("2026-11-26T10:00:00Z"),
    };
    expect(forecast([at("2026-11-30T09:30:00Z", late)])).toEqual([
      ["2026-12-03T09:30:00.000Z", null, false],
    ]);
  },
);

test("a check-back's reminder is expected, unless reminders are turned off", () => {
  const asking = { sendAt: new Date("2026-11-30T09:30:00Z"), contactHours };
  expect(reminderAfter(asking, { reminderDays: 7, switchedOff: [] })?.toISOString()).toBe(
    "2026-12-07T09:30:00.000Z",
  );
  expect(
    reminderAfter(asking, { reminderDays: 7, switchedOff: [{ kind: "REMINDER" }] }),
  ).toBeNull();
});

test("why then is counted as the client counts days", () => {
  const from = { plannedAt: now, contactHours };
  expect(
    whyThen({ kind: "CHECK_BACK", ...from, dueAt: new Date("2026-11-30T09:30:00Z") }, say),
  ).toBe("5 working days after completion");
  expect(
    whyThen({ kind: "CHECK_BACK", ...from, dueAt: new Date("2026-11-24T09:30:00Z") }, say),
  ).toBe("1 working day after completion");
  expect(whyThen({ kind: "REMINDER", ...from, dueAt: new Date("2026-11-30T09:30:00Z") }, say)).toBe(
    "7 days after the check-back, unless it is answered",
  );
});

test.each([
  ["today at half past four", "2026-11-23T10:00:00Z", "DAILY", false, "2026-11-23T16:30:00.000Z"],
  [
    "tomorrow, where today's email is written",
    "2026-11-23T10:00:00Z",
    "DAILY",
    true,
    "2026-11-24T16:30:00.000Z",
  ],
  ["for the week on Friday", "2026-11-23T10:00:00Z", "WEEKLY", false, "2026-11-27T16:30:00.000Z"],
  [
    "shown on a Saturday, on Monday",
    "2026-11-28T10:00:00Z",
    "DAILY",
    false,
    "2026-11-30T16:30:00.000Z",
  ],
] as const)("shown work is gathered %s", (_case, shownAt, updateFrequency, isTold, expected) => {
  expect(
    nextGathering(
      new Date(shownAt),
      updateFrequency,
      "Europe/Lisbon",
      new Date(shownAt),
      isTold,
    )?.toISOString(),
  ).toBe(expected);
});
