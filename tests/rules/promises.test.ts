import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { noticeParagraphs, whyNoReason } from "@/features/deadlines/notice/rules";
import {
  netMoves,
  riskWords,
  toldDaysEarly,
  whyAtRisk,
  type RiskFacts,
  type RiskReason,
} from "@/features/deadlines/rules";
import { localeOf } from "@/language/locale";
import { studioLocaleOf } from "@/language/studio";
import { addWorkingDays, answerBy, type Hours } from "@/lib/dates";
import { daysOff, isHolidayRegion } from "@/lib/holidays";

describe("a reason", () => {
  const title = "Coloured draft for your comments";
  test.each([
    "",
    "   ",
    "tbd",
    "TBD.",
    "Delay",
    "busy",
    "too busy",
    "abc",
    "aaaaaaa",
    "…",
    "123",
    "n/a",
    "Coloured draft",
    "the coloured draft is late",
    "DRAFT, COLOURED!",
    "Übér".slice(0, 2),
    "病",
  ])("%j is none", (reason) => expect(whyNoReason(reason, title)).not.toBeNull());
  test.each(
    [
      "The licence for the map arrived two days late.",
      "I was ill since Monday",
      "flu",
      "病気です",
      "تأخر وصول الورق",
      "🤒 ill, with a fever",
      "Paper",
    ].filter((reason) => reason !== "flu"),
  )("%j is one", (reason) => expect(whyNoReason(reason, title)).toBeNull());
  test("whatever is typed, it is found good or not, quickly", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 10_000 }), (reason) =>
        [null, "missing", "placeholder", "title"].includes(whyNoReason(reason, title)),
      ),
    );
  });
  test("the email says what, until when, why, what for and what now", () => {
    expect(
      noticeParagraphs(
        localeOf("en").notice,
        {
          title: "Draft",
          fromOn: "2026-11-20",
          toOn: "2026-11-24",
          reason: "The licence came late",
          effect: "It does not move the print date.",
          doing: "",
        },
        (day) => day,
      ),
    ).toEqual([
      "“Draft” was due on 2026-11-20. You’ll have it on 2026-11-24.",
      "Reason: The licence came late.",
      "What it means for you: It does not move the print date.",
    ]);
  });
});

describe("at risk", () => {
  const zone = "Europe/Copenhagen";
  const today = "2026-11-23";
  const quiet: RiskFacts = {
    promisedOn: "2026-11-25",
    metAt: null,
    holder: "FREELANCER",
    atRiskAt: null,
    lastSignAt: new Date("2026-11-17T10:00:00Z"),
    openChecklistItems: 0,
  };
  const said = (reason: RiskReason | null, language = "en") =>
    reason && riskWords(studioLocaleOf(language).t, reason);

  test.each<[string, Partial<RiskFacts>, string | null]>([
    [
      "near, and nothing has happened for four working days",
      {},
      "It is due in 2 working days, and nothing has been logged for 4 working days.",
    ],
    [
      "near, and never a sign",
      { lastSignAt: null },
      "It is due in 2 working days, and nothing has been logged yet.",
    ],
    ["near, with work seen on Friday", { lastSignAt: new Date("2026-11-20T10:00:00Z") }, null],
    [
      "tomorrow, with work seen and the checklist open",
      {
        promisedOn: "2026-11-24",
        lastSignAt: new Date("2026-11-23T08:00:00Z"),
        openChecklistItems: 2,
      },
      "It is due in 1 working day, and 2 checklist items are still open.",
    ],
    [
      "in two days with the checklist open is early enough",
      { lastSignAt: new Date("2026-11-23T08:00:00Z"), openChecklistItems: 2 },
      null,
    ],
    [
      "today",
      { promisedOn: today, lastSignAt: null },
      "It is due today, and nothing has been logged yet.",
    ],
    ["far off", { promisedOn: "2026-12-10" }, null],
    [
      "far off, but marked",
      { promisedOn: "2026-12-10", atRiskAt: new Date("2026-11-22T10:00:00Z") },
      "You marked it as at risk.",
    ],
    ["with the client", { holder: "CLIENT" }, null],
    ["met", { metAt: new Date("2026-11-22T10:00:00Z") }, null],
    [
      "past is late, not at risk",
      { promisedOn: "2026-11-22", atRiskAt: new Date("2026-11-21T10:00:00Z") },
      null,
    ],
  ])("%s", (_case, facts, why) =>
    expect(said(whyAtRisk({ ...quiet, ...facts }, today, zone))).toBe(why),
  );

  test.each([
    ["2026-11-27", "Today is your last working day before it, and nothing has been logged yet."],
    ["2026-11-28", "There is no working day left before it, and nothing has been logged yet."],
    ["2026-11-29", "It is due today, and nothing has been logged yet."],
  ])("a Sunday's promise, seen on %s", (day, why) =>
    expect(
      said(whyAtRisk({ ...quiet, promisedOn: "2026-11-29", lastSignAt: null }, day, zone)),
    ).toBe(why),
  );

  test.each([
    ["de", "Sie ist in 2 Arbeitstagen fällig, und seit 4 Arbeitstagen ist nichts vermerkt."],
    ["fr", "C’est dans 2 jours ouvrés, et rien n’a été noté depuis 4 jours ouvrés."],
    ["es", "Vence en 2 días laborables, y hace 4 días laborables que no se anota nada."],
    ["pt", "É daqui a 2 dias úteis, e há 4 dias úteis que não é registado nada."],
  ])("why is said in %s", (language, why) =>
    expect(said(whyAtRisk(quiet, today, zone), language)).toBe(why),
  );

  test("holidays between bring a promise nearer", () => {
    // Tuesday 29 December is five weekdays after Tuesday 22, three working days in Denmark.
    const christmas: RiskFacts = { ...quiet, promisedOn: "2026-12-29", lastSignAt: null };
    expect(whyAtRisk(christmas, "2026-12-22", zone)).toBeNull();
    expect(said(whyAtRisk(christmas, "2026-12-22", zone, daysOff("DK", ["2026-12-24"])))).toMatch(
      /due in 3 working days/,
    );
  });
});

describe("how early it was told", () => {
  test.each([
    ["2026-11-27", "2026-11-23", 4],
    ["2026-11-23", "2026-11-23", 0],
    ["2026-11-20", "2026-11-23", -3],
    ["2028-03-01", "2028-02-28", 2],
    ["2027-03-29", "2027-03-27", 2],
  ])("promised for %s, told on %s: %i", (promised, told, days) =>
    expect(toldDaysEarly(promised, told)).toBe(days),
  );
});

describe("several moves as one", () => {
  const move = (deadlineId: string, fromOn: string, toOn: string, reason = "") => ({
    deadlineId,
    fromOn,
    toOn,
    reason,
    effect: "",
    doing: "",
  });
  test("the first old date, the last new one, the last reason", () =>
    expect(
      netMoves([
        move("a", "2026-11-20", "2026-11-24", "First."),
        move("b", "2026-12-01", "2026-12-02", "B."),
        move("a", "2026-11-24", "2026-11-26", "Second."),
      ]),
    ).toEqual([
      { ...move("a", "2026-11-20", "2026-11-26", "Second.") },
      { ...move("b", "2026-12-01", "2026-12-02", "B.") },
    ]));
  test("moved back is no move", () =>
    expect(
      netMoves([
        move("a", "2026-11-20", "2026-11-24", "Why."),
        move("a", "2026-11-24", "2026-11-20"),
      ]),
    ).toEqual([]));
  test("later, then a little earlier, keeps the reason", () =>
    expect(
      netMoves([
        move("a", "2026-11-20", "2026-11-26", "Why."),
        move("a", "2026-11-26", "2026-11-24"),
      ]),
    ).toEqual([move("a", "2026-11-20", "2026-11-24", "Why.")]));
});

describe("days off", () => {
  const week: Hours = {
    "1": [["09:00", "17:00"]],
    "2": [["09:00", "17:00"]],
    "3": [["09:00", "17:00"]],
    "4": [["09:00", "17:00"]],
    "5": [["09:00", "17:00"]],
    "6": [],
    "7": [],
  };
  test.each([
    ["PT", true],
    ["DE-BY", true],
    ["DE-XX", false],
    ["ZZ", false],
    ["", false],
    ["pt; DROP", false],
  ])("%j has holidays: %s", (region, known) => expect(isHolidayRegion(region)).toBe(known));
  test("a regional holiday is off there alone", () => {
    expect([
      daysOff("DE-BY", [])("2026-01-06"),
      daysOff("DE", [])("2026-01-06"),
      daysOff(null, ["2026-01-06"])("2026-01-06"),
      daysOff(null, [])("2026-12-25"),
    ]).toEqual([true, false, true, false]);
  });
  test("an answer is not promised for a holiday", () => {
    const at = new Date("2026-12-24T10:00:00Z");
    expect(answerBy(at, week, "Europe/Lisbon", daysOff("PT", []))?.toISOString()).toBe(
      "2026-12-28T10:00:00.000Z",
    );
    expect(
      answerBy(
        at,
        week,
        "Europe/Lisbon",
        daysOff("PT", ["2026-12-28", "2026-12-29"]),
      )?.toISOString(),
    ).toBe("2026-12-30T10:00:00.000Z");
    expect(addWorkingDays("2026-12-24", 1, daysOff("PT", []))).toBe("2026-12-28");
  });
  test("whoever is always off promises nothing, and the reckoning ends", () => {
    const always = () => true;
    expect(answerBy(new Date("2026-12-24T10:00:00Z"), week, "Europe/Lisbon", always)).toBeNull();
    expect(addWorkingDays("2026-12-24", 3, always)).toMatch(/^20\d\d-/);
  });
});
