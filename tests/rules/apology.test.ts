import { describe, expect, test } from "vitest";
import {
  apologyEmail,
  draftApology,
  goodwillName,
  proposeRemedies,
} from "@/features/cases/apology/emails";
import { faultsIn, goodwillOf, isQuoted } from "@/features/cases/apology/rules";
import { draftedApology } from "@/features/cases/apology/schema";
import { caseClock, minutesName } from "@/features/cases/rules";
import { newComplaint, specified } from "@/features/cases/schema";
import { doubtsAbout } from "@/features/surveys/rules";
import { weekOf } from "@/features/studio/rules";
import { LANGUAGES, type Language } from "@/language/languages";
import { localeOf } from "@/language/locale";
import { say } from "@/language/say";
import { workingMinutes } from "@/lib/working-time";

const said = "The captions were wrong on three slides.";
const facts = {
  projectTitle: "The lighthouse map",
  complaints: [{ words: said, specifics: "", about: ["RESULT" as const] }],
};
const remedy = "I’ll send you a proof a day ahead.";
const good = `You told me: “${said}”\n\nI’m sorry. I should have caught that.`;

describe("a drafted apology", () => {
  test.each(LANGUAGES)("holds its own rules in %s", (language) => {
    for (const about of ["RESULT", "DATE", "COMMUNICATION", "PRICE", "OTHER"] as const) {
      const complaint = { words: said, specifics: "Slides 3, 7 and 9 carried it.", about: [about] };
      const all = { ...facts, complaints: [complaint] };
      const text = draftApology(localeOf(language), all);
      expect(text).toContain("Slides 3, 7 and 9 carried it.");
      for (const offered of proposeRemedies(localeOf(language), all))
        expect(faultsIn({ text, remedy: offered }, all, language, say)).toEqual([]);
    }
  });

  test.each(LANGUAGES)(
    "without a word of the client’s says what they tapped, in %s",
    (language) => {
      const silent = { ...facts, complaints: [{ words: "", specifics: "", about: [] }] };
      const text = draftApology(localeOf(language), silent);
      expect(text).toContain("The lighthouse map");
      expect(faultsIn({ text, remedy }, silent, language, say)).toEqual([]);
    },
  );

  test("quotes what was specified, and each complaint once", () => {
    const second = { words: "And late.", specifics: "", about: ["DATE" as const] };
    const first = { ...facts.complaints[0]!, specifics: "Slides 3, 7 and 9." };
    const text = draftApology(localeOf("en"), { ...facts, complaints: [first, second] });
    expect(text).toBe(
      "You told me: “Slides 3, 7 and 9.”\n\nAnd: “And late.”\n\nI’m sorry. I should have caught that " +
        "before it reached you. I gave you a date and didn’t keep it.",
    );
  });
});

describe("an apology as it is sent", () => {
  test.each<[what: string, text: string, remedy: string | null, why: RegExp | null]>([
    ["a good one", good, remedy, null],
    ["no remedy", good, null, /next assignment/],
    ["two remedies in lines", good, "A proof.\nA discount.", /several remedies/],
    ["a list of remedies", good, "- A proof and more", /several remedies/],
    ["nothing of what was said", "I’m sorry. I should have seen it.", remedy, /own words/],
    ["an excuse", `${good} But I was ill.`, remedy, /“But”.*excuse/],
    ["a reason as an excuse", `${good} It happened because of the printer.`, remedy, /because/],
    ["a doubt", `${good} I’m sorry if it bothered you.`, remedy, /“sorry if”.*doubt/],
    [
      "how they felt",
      `${good} I understand that you felt it. Sorry that you felt so.`,
      remedy,
      /doubt/,
    ],
    ["blame", `${good} You should have told me.`, remedy, /client/],
    ["a placeholder", `${good} [name]`, remedy, /filled in/],
    [
      "but in the client’s own words",
      `You told me: “But three slides were wrong. ${said}” I’m sorry.`,
      remedy,
      null,
    ],
    ["a word that only holds one", `${good} The button is fixed.`, remedy, null],
  ])("%s", (_what, text, offered, why) => {
    const faults = faultsIn({ text, remedy: offered }, facts, "en", say).map((fault) => fault.why);
    if (why) expect(faults.join(" ")).toMatch(why);
    else expect(faults).toEqual([]);
  });

  test.each<[Language, string]>([
    ["de", "Aber ich war krank."],
    ["de", "Falls Sie das gestört hat, bedaure ich es."],
    ["fr", "Mais j’étais malade."],
    ["fr", "Je suis désolé si cela vous a gêné."],
    ["es", "Pero estaba enfermo."],
    ["es", "Lamento si le molestó."],
    ["pt", "Mas estava doente."],
    ["pt", "Lamento se incomodou."],
  ])("in %s: %s", (language, evasion) => {
    expect(faultsIn({ text: `${good} ${evasion}`, remedy }, facts, language, say)).toHaveLength(1);
  });

  test("names the remedy and the goodwill in paragraphs of their own", () => {
    const goodwill = { kind: "HOURS" as const, hundredths: 200, currency: null, text: "" };
    const people = { freelancerName: "Mira Holm", contactName: "Ines Duarte" };
    const email = apologyEmail(
      localeOf("en"),
      { ...people, projectTitle: "The map", text: good, remedy, goodwill },
      "https://example.com/p/x",
    );
    expect(email.words.paragraphs.slice(2)).toEqual([
      "For our next project: I’ll send you a proof a day ahead.",
      "And for this one: 2 hours of my work at no charge.",
      "If I’ve missed something, please reply to this email.",
    ]);
  });
});

test.each([
  ["three words in a row", said, "that the captions WERE wrong", true],
  ["two are too few", said, "the captions are off", false],
  ["all of a short one", "Too late", "It was too late.", true],
  ["other marks between them", said, "captions — were wrong, on", true],
  ["nothing was said", "", "Whatever.", true],
])("a quotation: %s", (_what, words, text, expected) => {
  expect(isQuoted(words, text)).toBe(expected);
});

describe("goodwill", () => {
  const parse = (over: object) =>
    draftedApology.parse({
      caseId: "0199c2f1-7a3e-7b52-9d1e-5f00ab12cd34",
      version: "0",
      press: "send",
      ...over,
    });

  test.each([
    ["nothing", {}, null],
    [
      "money",
      { goodwillKind: "MONEY", goodwillAmount: "12,5", goodwillCurrency: "eur" },
      [1250, "EUR"],
    ],
    [
      "hours",
      { goodwillKind: "HOURS", goodwillAmount: "1.5", goodwillCurrency: "EUR" },
      [150, null],
    ],
    ["a text", { goodwillKind: "OTHER", goodwillText: "A print" }, [null, null]],
  ])("%s", (_what, over, expected) => {
    const goodwill = goodwillOf(parse(over));
    expect(goodwill && [goodwill.hundredths, goodwill.currency]).toEqual(expected);
  });

  test.each([
    [
      "money without an amount",
      { goodwillKind: "MONEY", goodwillCurrency: "EUR" },
      "goodwillAmount",
    ],
    [
      "money without a currency",
      { goodwillKind: "MONEY", goodwillAmount: "5" },
      "goodwillCurrency",
    ],
    ["hours without a number", { goodwillKind: "HOURS" }, "goodwillAmount"],
    ["something without words", { goodwillKind: "OTHER" }, "goodwillText"],
  ])("%s is refused", (_what, over, field) => {
    expect(() => goodwillOf(parse(over))).toThrow(expect.objectContaining({ field }));
  });

  test.each(["0", "-5", "1e3", "12.345", "99999999", "five"])(
    "an amount of %s is refused",
    (amount) => {
      expect(draftedApology.shape.goodwillAmount.safeParse(amount).success).toBe(false);
    },
  );

  test("is named in the reader’s way", () => {
    const money = { kind: "MONEY" as const, hundredths: 5000, currency: "EUR", text: "" };
    expect(goodwillName(localeOf("en"), money)).toBe("€50.00 off your next invoice");
    expect(goodwillName(localeOf("de"), money)).toMatch(/^50,00\s€ Nachlass/);
  });
});

describe("the clock of a case", () => {
  const studio = {
    hours: weekOf(["1", "2", "3", "4", "5"], "09:00", "17:00"),
    zone: "Europe/Copenhagen",
    country: null,
    daysOff: ["2026-11-25"],
  };
  const at = (text: string) => new Date(`2026-11-${text}:00+01:00`);

  test.each<[string, Date, Date | null, Date, object]>([
    [
      "runs in working hours",
      at("23T10:00"),
      null,
      at("23T12:00"),
      { minutesTaken: 120, minutesLeft: 360, isInTime: true },
    ],
    [
      "waits over a night",
      at("23T16:00"),
      null,
      at("24T10:00"),
      { minutesTaken: 120, minutesLeft: 360 },
    ],
    [
      "leaves out days off and weekends",
      at("24T16:00"),
      null,
      at("26T10:00"),
      { minutesTaken: 120, minutesLeft: 360 },
    ],
    ["is over", at("23T10:00"), null, at("24T12:00"), { minutesLeft: -120, isInTime: false }],
    [
      "ends with the first word",
      at("23T10:00"),
      at("23T11:30"),
      at("27T12:00"),
      { minutesTaken: 90, minutesLeft: null, isInTime: true },
    ],
    [
      "ended too late",
      at("23T10:00"),
      at("24T11:00"),
      at("27T12:00"),
      { minutesTaken: 540, isInTime: false },
    ],
    [
      "begins at the next opening",
      at("21T20:00"),
      null,
      at("23T09:30"),
      { minutesTaken: 30, minutesLeft: 450 },
    ],
  ])("%s", (_what, openedAt, firstRespondedAt, now, expected) => {
    expect(caseClock({ openedAt, firstRespondedAt }, studio, now)).toMatchObject(expected);
  });

  test("does not run without working hours", () => {
    const never = { ...studio, hours: weekOf([], "09:00", "17:00") };
    expect(
      caseClock({ openedAt: at("23T10:00"), firstRespondedAt: null }, never, at("24T10:00")),
    ).toEqual({
      goalAt: null,
      minutesTaken: 0,
      minutesLeft: null,
      isInTime: true,
    });
  });

  test("a night on which the clock is turned has the minutes that pass", () => {
    const night = {
      ...weekOf([], "09:00", "17:00"),
      7: [["00:00", "06:00"]] as [string, string][],
    };
    const [from, to] = [new Date("2026-10-24T22:00:00Z"), new Date("2026-10-25T05:00:00Z")];
    expect(workingMinutes(from, to, night, "Europe/Copenhagen")).toBe(420);
    expect(workingMinutes(to, from, night, "Europe/Copenhagen")).toBe(0);
  });

  test.each([
    [0, "0 min"],
    [59.6, "1 h"],
    [90, "1 h 30 min"],
    [-480, "8 h"],
  ])("%d minutes are “%s”", (minutes, name) => {
    expect(minutesName(minutes)).toBe(name);
  });
});

describe("an answer that may be no person’s", () => {
  const at = new Date("2026-11-23T09:00:00Z");
  const after = (seconds: number) => new Date(at.getTime() + seconds * 1000);
  const none = { choices: 1, deliveredAt: null, last: null };
  const before = { verdict: "UP_TO_MARK" as const, answeredAt: at };

  test.each([
    ["a while after its email", { ...none, deliveredAt: at }, 60, []],
    ["seconds after its email", { ...none, deliveredAt: at }, 5, ["SECONDS_AFTER_DELIVERY"]],
    ["without an email", none, 1, []],
    ["two choices in one form", { ...none, choices: 2 }, 60, ["SEVERAL_AT_ONCE"]],
    ["another one at once", { ...none, last: before }, 2, ["SEVERAL_AT_ONCE"]],
    ["another one in time", { ...none, last: before }, 30, []],
    ["the same once more", { ...none, last: { ...before, verdict: "NEARLY" as const } }, 2, []],
  ])("%s", (_what, facts, seconds, expected) => {
    expect(doubtsAbout(facts, "NEARLY", after(seconds))).toEqual(expected);
  });
});

describe("what comes in", () => {
  test.each([
    ["nothing at all", {}, false],
    ["one ticked", { DATE: "yes" }, true],
    ["words alone", { specifics: "Slides 3 and 7." }, true],
    ["only spaces", { specifics: "   " }, false],
    ["10 kB", { specifics: "a".repeat(10_000) }, false],
    ["mark-up, as text", { specifics: "<script>alert(1)</script>" }, true],
    ["a box with another value", { DATE: "<b>" }, false],
  ])("specifics: %s", (_what, form, expected) => {
    expect(specified.safeParse(form).success).toBe(expected);
  });

  const complaint = {
    contactId: "0199c2f1-7a3e-7b52-9d1e-5f00ab12cd34",
    channel: "PHONE",
    words: "Late.",
  };
  test.each([
    ["the least", {}, true],
    ["about several things", { about: ["DATE", "PRICE"] }, true],
    ["about one", { about: "DATE" }, true],
    ["about something unknown", { about: "WEATHER" }, false],
    ["an unknown channel", { channel: "FAX" }, false],
    ["a public address", { publicUrl: "https://example.com/a" }, true],
    ["an address that runs", { publicUrl: "javascript:alert(1)" }, false],
    ["no words", { words: " " }, false],
  ])("a complaint: %s", (_what, over, expected) => {
    expect(newComplaint.safeParse({ ...complaint, ...over }).success).toBe(expected);
  });
});
