import { describe, expect, test } from "vitest";
import {
  amountName,
  judgeMove,
  nextOf,
  standingOf,
  type AgreedDate,
} from "@/features/subcontractors/dates/rules";
import {
  questionDueAt,
  questionStateOf,
  whyNotAsked,
  whyNotOf,
} from "@/features/subcontractors/questions/rules";
import { responsesOf } from "@/features/subcontractors/response-times/rules";
import { waitingSince } from "@/features/subcontractors/rules";
import { newAssignment, workingAnswer } from "@/features/subcontractors/schema";
import { weekOf } from "@/features/studio/rules";
import { contactHoursOf } from "@/lib/contact-hours";

const MONDAY = "2026-11-23";
const FRIDAY = "2026-11-27";
const mine = { kind: "MINE" as const, promisedOn: FRIDAY, doneOn: null };

describe("who has the ball", () => {
  const theirs = { kind: "THEIRS" as const, promisedOn: "2026-11-26", doneOn: null };
  const pay = { kind: "PAY" as const, promisedOn: "2026-11-24", doneOn: null };

  test.each<[string, AgreedDate[], AgreedDate | null]>([
    ["whose open date comes first", [mine, theirs], theirs],
    ["the other once that is done", [mine, { ...theirs, doneOn: MONDAY }], mine],
    ["nobody for a payment alone", [pay], null],
    ["nobody when nothing is open", [], null],
  ])("is %s", (_what, dates, expected) => expect(nextOf(dates)).toEqual(expected));
});

test.each([
  ["2026-11-27", null, "open"],
  ["2026-11-28", null, "late"],
  ["2026-11-28", "2026-11-27", "kept"],
  ["2026-11-28", "2026-11-28", "kept late"],
])("on %s a date that was done %s is %s", (today, doneOn, standing) =>
  expect(standingOf({ ...mine, doneOn }, today)).toBe(standing),
);

describe("moving a date", () => {
  const to = (toOn: string, reason = "") => judgeMove(mine, { toOn, reason }, MONDAY);

  test("later takes a reason, and counts how early it is told", () => {
    expect(to("2026-11-30", "The texts are with the printer.")).toEqual({ toldDaysEarly: 4 });
    expect(() => to("2026-11-30")).toThrow("say why");
  });
  test("told after the day counts below nothing", () => {
    const late = judgeMove(mine, { toOn: "2026-12-01", reason: "A fever." }, "2026-11-29");
    expect(late).toEqual({ toldDaysEarly: -2 });
  });
  test("earlier takes none", () => expect(to("2026-11-25")).toEqual({ toldDaysEarly: null }));
  test.each([
    ["the same day", mine, FRIDAY, "already"],
    ["a day that is over", mine, "2026-11-20", "over"],
    ["what is done", { ...mine, doneOn: MONDAY }, "2026-11-30", "done"],
  ])("refuses %s", (_what, date, toOn, words) =>
    expect(() => judgeMove(date, { toOn, reason: "Because." }, MONDAY)).toThrow(words),
  );
});

describe("the question", () => {
  const now = new Date("2026-12-01T12:00:00Z");
  const facts = {
    doneAt: new Date("2026-11-24T12:00:00Z"),
    optedOutAt: null,
    isClosed: false,
    isSuppressed: false,
    lastAskedAt: null,
    coolDownDays: 60,
  };
  const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);

  test.each([
    ["all is well", {}, null],
    ["the assignment goes on", { doneAt: null }, "REOPENED"],
    ["they want none", { optedOutAt: ago(1) }, "OPTED_OUT"],
    ["their link is closed", { isClosed: true }, "CLOSED"],
    ["their address bounced", { isSuppressed: true }, "SUPPRESSED"],
    ["they were asked 59 days ago", { lastAskedAt: ago(59) }, "COOL_DOWN"],
    ["they were asked 60 days ago", { lastAskedAt: ago(60) }, null],
  ])("when %s: %s", (_when, over, why) =>
    expect(whyNotAsked({ ...facts, ...over }, now)).toBe(why),
  );

  test("is due on their morning, five working days later", () => {
    const studio = {
      zone: "Europe/Copenhagen",
      country: null,
      followUpsFrom: "09:00",
      followUpsUntil: "17:30",
    };
    const hours = contactHoursOf({ zone: "Europe/Lisbon", country: null }, studio);
    const due = questionDueAt(new Date("2026-11-26T15:00:00Z"), 5, hours);
    expect(due.toISOString()).toBe("2026-12-03T09:30:00.000Z");
  });

  const asked = { askedAt: ago(1), answeredAt: null, expiresAt: new Date("2027-01-30T12:00:00Z") };
  test.each([
    ["not asked", { ...asked, askedAt: null, expiresAt: null }],
    ["open", asked],
    ["answered", { ...asked, answeredAt: ago(0.5) }],
    ["expired", { ...asked, expiresAt: ago(0.1) }],
  ])("is %s", (state, question) => expect(questionStateOf(question, now)).toBe(state));

  test("why it was not asked is known, or nothing", () => {
    expect(whyNotOf("COOL_DOWN")).toBe("COOL_DOWN");
    expect(whyNotOf("")).toBeNull();
  });

  test.each(["", "GOOD", undefined])("takes no answer %s", (working) =>
    expect(workingAnswer.safeParse({ working }).success).toBe(false),
  );
});

describe("response times", () => {
  const line = (isTheirs: boolean, at: string, text = "How many harbours?") => ({
    isTheirs,
    text,
    writtenAt: new Date(at),
    noReplyAt: null,
  });
  const studio = {
    hours: weekOf(["1", "2", "3", "4", "5"], "09:00", "17:00"),
    zone: "UTC",
    country: null,
    daysOff: [],
  };

  test("count working minutes from their first question to the reply", () => {
    const lines = [
      line(true, "2026-11-27T16:30:00Z"),
      line(true, "2026-11-27T16:45:00Z"),
      line(false, "2026-11-30T09:30:00Z"),
      line(false, "2026-11-30T10:30:00Z"),
    ];
    expect(responsesOf(lines, studio).map(({ minutes }) => minutes)).toEqual([60]);
  });

  test("leave out a closing thanks and what needs no reply", () => {
    const thanks = line(true, "2026-11-26T10:00:00Z", "Thanks!");
    const settled = { ...line(true, "2026-11-26T10:00:00Z"), noReplyAt: new Date() };
    const reply = line(false, "2026-11-26T11:00:00Z");
    expect(responsesOf([thanks, reply], studio)).toEqual([]);
    expect(responsesOf([settled, reply], studio)).toEqual([]);
    expect(waitingSince([thanks])).toBeNull();
    expect(waitingSince([settled])).toBeNull();
  });

  test("a reply ends the wait, and a new question begins one", () => {
    const lines = [line(true, "2026-11-26T10:00:00Z"), line(false, "2026-11-26T11:00:00Z")];
    expect(waitingSince(lines)).toBeNull();
    const again = line(true, "2026-11-26T12:00:00Z");
    expect(waitingSince([...lines, again])).toEqual(again.writtenAt);
  });
});

test("an amount is written in its reader's language, and is empty where none was said", () => {
  expect(amountName("en-GB", { hundredths: 45_050, currency: "EUR" })).toBe("€450.50");
  expect(amountName("de", { hundredths: 45_050, currency: "EUR" })).toMatch(/^450,50.€$/);
  expect(amountName("en-GB", { hundredths: null, currency: null })).toBe("");
});

const form = {
  projectId: "00000000-0000-4000-8000-000000000001",
  subcontractorId: "00000000-0000-4000-8000-000000000002",
  formKey: "00000000-0000-4000-8000-000000000003",
  title: "Harbour drawings",
};
test.each([
  ["a title of two lines", { title: "Harbour\ndrawings" }, /one line/],
  ["no title", { title: " " }, /What they do/],
  ["a title too long", { title: "x".repeat(121) }, /120/],
  ["a brief too long", { brief: "x".repeat(8001) }, /8,000/],
  ["no such day", { payOn: "2026-02-30" }, /not a day/],
  ["an amount in words", { amount: "a lot" }, /Amount/],
  ["no currency's code", { currency: "euros" }, /Currency/],
])("an assignment with %s is refused, and says which field", (_what, over, words) => {
  expect(newAssignment.safeParse(form).success).toBe(true);
  const { error } = newAssignment.safeParse({ ...form, ...over });
  expect(error?.issues[0]?.message).toMatch(words);
});
