import { describe, expect, test } from "vitest";
import { emailKinds, type FactNow, type RequestNow } from "@/features/emails/kinds";
import {
  answerIn,
  faultInOptions,
  lackOf,
  nudgesOf,
  optionNamed,
  standingOf,
  waitFor,
} from "@/features/requests/rules";
import { contactHoursOf } from "@/lib/contact-hours";

const hoursIn = (zone: string, country: string | null = null) =>
  contactHoursOf(
    { zone, country },
    { zone, country: null, followUpsFrom: "09:00", followUpsUntil: "17:30" },
  );

describe("a client is reminded once before the day and once after", () => {
  test.each([
    {
      what: "a Wednesday, asked on the Monday: Tuesday and Thursday",
      dueOn: "2026-11-25",
      now: "2026-11-23T09:00:00Z",
      before: "2026-11-24T09:30:00.000Z",
      after: "2026-11-26T09:30:00.000Z",
    },
    {
      what: "a Monday: the Friday before, the Tuesday after",
      dueOn: "2026-11-30",
      now: "2026-11-23T09:00:00Z",
      before: "2026-11-27T09:30:00.000Z",
      after: "2026-12-01T09:30:00.000Z",
    },
    {
      what: "a Friday: the Monday after",
      dueOn: "2026-11-27",
      now: "2026-11-23T09:00:00Z",
      before: "2026-11-26T09:30:00.000Z",
      after: "2026-11-30T09:30:00.000Z",
    },
    {
      what: "a Sunday: the Friday before, the Monday after",
      dueOn: "2026-11-29",
      now: "2026-11-23T09:00:00Z",
      before: "2026-11-27T09:30:00.000Z",
      after: "2026-11-30T09:30:00.000Z",
    },
    {
      what: "tomorrow: none before, since that would be on the day of the asking",
      dueOn: "2026-11-24",
      now: "2026-11-23T07:00:00Z",
      before: null,
      after: "2026-11-25T09:30:00.000Z",
    },
    {
      what: "today: only after",
      dueOn: "2026-11-23",
      now: "2026-11-23T09:00:00Z",
      before: null,
      after: "2026-11-24T09:30:00.000Z",
    },
    {
      what: "a day long over: none",
      dueOn: "2026-11-02",
      now: "2026-11-23T09:00:00Z",
      before: null,
      after: null,
    },
    {
      what: "over Christmas in Portugal its holidays are passed over",
      dueOn: "2026-12-24",
      now: "2026-12-01T09:00:00Z",
      country: "PT",
      before: "2026-12-23T09:30:00.000Z",
      after: "2026-12-28T09:30:00.000Z",
    },
    {
      what: "the client's own first of December is no day to write",
      dueOn: "2026-12-02",
      now: "2026-11-23T09:00:00Z",
      country: "PT",
      before: "2026-11-30T09:30:00.000Z",
      after: "2026-12-03T09:30:00.000Z",
    },
    {
      what: "after spring's change of clocks it is still the client's morning",
      dueOn: "2027-03-26",
      now: "2027-03-22T09:00:00Z",
      zone: "Europe/Copenhagen",
      before: "2027-03-25T08:30:00.000Z",
      after: "2027-03-29T07:30:00.000Z",
    },
    {
      what: "in Tokyo the next morning comes before the studio's day is over: the one after that",
      dueOn: "2026-11-25",
      now: "2026-11-23T09:00:00Z",
      zone: "Asia/Tokyo",
      studioZone: "America/Los_Angeles",
      before: "2026-11-24T00:30:00.000Z",
      after: "2026-11-27T00:30:00.000Z",
    },
    {
      what: "in Los Angeles it is that day still when Tokyo's is over: the next morning",
      dueOn: "2026-11-25",
      now: "2026-11-23T09:00:00Z",
      zone: "America/Los_Angeles",
      studioZone: "Asia/Tokyo",
      before: "2026-11-24T17:30:00.000Z",
      after: "2026-11-26T17:30:00.000Z",
    },
  ])("$what", ({ dueOn, now, before, after, ...where }) => {
    const {
      zone = "Europe/Lisbon",
      studioZone = zone,
      country,
    } = where as {
      zone?: string;
      studioZone?: string;
      country?: string;
    };
    const nudges = nudgesOf({ dueOn, studioZone }, hoursIn(zone, country), new Date(now));
    expect({
      before: nudges.before?.toISOString() ?? null,
      after: nudges.after?.toISOString() ?? null,
    }).toEqual({ before, after });
  });
});

describe("at the last look a reminder is not sent", () => {
  const at = new Date("2026-11-23T09:00:00Z");
  const request: RequestNow = {
    answeredAt: null,
    cancelledAt: null,
    isForOther: false,
    caseOpenedAt: null,
    nudgesOffAt: null,
  };
  const fact = (over: Partial<RequestNow>, completedAt: Date | null = null): FactNow => ({
    completedAt,
    answeredAt: null,
    thankYouAt: null,
    request: { ...request, ...over },
  });
  const nudge = emailKinds["request.nudged"].whyUnwanted;
  const asked = emailKinds["request.asked"].whyUnwanted;

  test("but for these it is", () => {
    expect(nudge(fact({}))).toBeNull();
    expect(asked(fact({}))).toBeNull();
  });

  test.each([
    ["once it is answered", fact({ answeredAt: at }), "The request has been answered.", true],
    ["once it is cancelled", fact({ cancelledAt: at }), "You cancelled the request.", true],
    ["once the project is completed", fact({}, at), "The project is completed.", true],
    ["while a case is open", fact({ caseOpenedAt: at }), "A case is open with this client.", false],
    [
      "to who has the project no more",
      fact({ isForOther: true }),
      "The project is for somebody else now.",
      false,
    ],
    [
      "where reminders are off",
      fact({ nudgesOffAt: at }),
      "You turned reminders of requests off.",
      false,
    ],
  ])("%s", (_what, facts, why, isAlsoForAsking) => {
    expect(nudge(facts)).toBe(why);
    expect(asked(facts)).toBe(isAlsoForAsking ? why : null);
  });
});

describe("an option is named by a text that", () => {
  test.each([
    ["is the option", "Blue", "Blue"],
    ["is it in small characters, with a full stop", "  blue. ", "Blue"],
    ["begins with it and has a signature below", "Blue\n\nBest wishes,\nInes", "Blue"],
    ["names one within which another is", "Dark blue", "Dark blue"],
  ])("%s", (_what, text, option) =>
    expect(optionNamed(text, ["Blue", "Dark blue", "Green"])).toBe(option),
  );

  test.each([
    ["says more about it", "I think blue is nicer"],
    ["names another below", "Blue\n\nOr maybe green?"],
    ["names none", "Whatever you prefer"],
    ["is empty", ""],
    ["is part of one", "Dark"],
  ])("and not by one that %s", (_what, text) =>
    expect(optionNamed(text, ["Blue", "Dark blue", "Green"])).toBeNull(),
  );
});

test("options are two to six, each once and short", () => {
  expect(faultInOptions(["A", "B"])).toBeNull();
  expect(faultInOptions(["A"])).toBe("optionsFew");
  expect(faultInOptions(["A", "B", "C", "D", "E", "F", "G"])).toBe("optionsMany");
  expect(faultInOptions(["Blue", "blue."])).toBe("optionsTwice");
  expect(faultInOptions(["A", "b".repeat(121)])).toBe("optionsLong");
});

describe("what an answer lacks", () => {
  const options = ["Blue", "Green"];
  test.each([
    ["FILE", { text: "Here it is", option: undefined, files: 0 }, "noFile"],
    ["FILE", { text: "", option: undefined, files: 1 }, null],
    ["ANSWER", { text: "", option: undefined, files: 0 }, "requestText"],
    ["ANSWER", { text: "Yes", option: undefined, files: 0 }, null],
    ["DECISION", { text: "Red", option: "Red", files: 0 }, "requestOption"],
    ["DECISION", { text: "", option: undefined, files: 0 }, "requestOption"],
    ["DECISION", { text: "", option: "Green", files: 0 }, null],
  ] as const)("%s: %o", (kind, answer, lack) =>
    expect(lackOf({ kind, options }, answer)).toBe(lack),
  );

  test("an email is an answer where nothing is lacking", () => {
    expect(answerIn({ kind: "FILE", options: [] }, { text: "Tomorrow", files: 0 })).toBeNull();
    expect(answerIn({ kind: "FILE", options: [] }, { text: "", files: 1 })).toBe(true);
    expect(answerIn({ kind: "ANSWER", options: [] }, { text: "Yes", files: 0 })).toBe(true);
    expect(answerIn({ kind: "DECISION", options }, { text: "Green", files: 0 })).toBe("Green");
    expect(answerIn({ kind: "DECISION", options }, { text: "Hm", files: 0 })).toBeNull();
  });
});

test("an answer outlasts whatever comes later", () => {
  const at = new Date();
  const none = { answeredAt: null, cancelledAt: null, completedAt: null };
  expect(standingOf(none)).toBe("open");
  expect(standingOf({ ...none, cancelledAt: at })).toBe("cancelled");
  expect(standingOf({ ...none, completedAt: at })).toBe("completed");
  expect(standingOf({ answeredAt: at, cancelledAt: at, completedAt: at })).toBe("answered");
});

describe("the freelancer's next date waits", () => {
  const date = (id: string, promisedOn: string, over: object = {}) => ({
    id,
    promisedOn,
    metAt: null,
    holder: "FREELANCER" as const,
    ...over,
  });
  const dates = [
    date("done", "2026-11-02", { metAt: new Date() }),
    date("theirs", "2026-11-20", { holder: "CLIENT" as const }),
    date("later", "2026-12-08"),
    date("next", "2026-12-01"),
  ];

  test("since the late request that was due first", () =>
    expect(
      waitFor(dates, [{ dueOn: "2026-11-25" }, { dueOn: "2026-11-23" }], "2026-11-27"),
    ).toEqual({ id: "next", since: "2026-11-23" }));

  test("not on the day itself, and not without a date of their own", () => {
    expect(waitFor(dates, [{ dueOn: "2026-11-27" }], "2026-11-27")).toBeNull();
    expect(waitFor([], [{ dueOn: "2026-11-23" }], "2026-11-27")).toBeNull();
  });
});
