import { describe, expect, test } from "vitest";
import { faultsInWording } from "@/features/cases/apology/rules";
import { ownItEmail } from "@/features/own-it/emails";
import {
  faultInDays,
  goodwillSums,
  hasNotice,
  hoursUntilTold,
  isOnItsWay,
  tellBy,
  wasOpenThen,
  withoutReasonWords,
} from "@/features/own-it/rules";
import { newFailure, toldPeople } from "@/features/own-it/schema";
import { LANGUAGES, type Language } from "@/language/languages";
import { localeOf } from "@/language/locale";
import { say } from "@/language/say";
import { studioLocaleOf } from "@/language/studio";

const ZONE = "Europe/Copenhagen";
const days = { beganOn: "2026-11-18", endedOn: "2026-11-20", foundOn: null };

describe("whose project was open then", () => {
  test.each([
    ["begun before, still open", "2026-11-01T09:00:00Z", null, true],
    ["completed on its first day", "2026-11-01T09:00:00Z", "2026-11-18T07:00:00Z", true],
    ["completed the day before", "2026-11-01T09:00:00Z", "2026-11-17T07:00:00Z", false],
    ["begun on its last day", "2026-11-20T20:00:00Z", null, true],
    ["begun after midnight of the zone", "2026-11-20T23:30:00Z", null, false],
  ])("%s", (_what, createdAt, completedAt, isOpen) => {
    const project = {
      createdAt: new Date(createdAt),
      completedAt: completedAt === null ? null : new Date(completedAt),
    };
    expect(wasOpenThen(project, days, ZONE)).toBe(isOpen);
  });

  test("one that goes on hits whatever begins meanwhile", () => {
    const late = { createdAt: new Date("2026-12-24T09:00:00Z"), completedAt: null };
    expect(wasOpenThen(late, { ...days, endedOn: null }, ZONE)).toBe(true);
    expect(wasOpenThen(late, days, ZONE)).toBe(false);
  });
});

describe("forty-eight hours", () => {
  test("count from midnight of the first day, in the studio's zone", () => {
    expect(tellBy(days, ZONE)).toEqual(new Date("2026-11-19T23:00:00Z"));
    expect(tellBy({ ...days, foundOn: "2026-11-19" }, ZONE)).toEqual(
      new Date("2026-11-20T23:00:00Z"),
    );
  });

  test("full hours are told", () => {
    expect(hoursUntilTold(new Date("2026-11-18T08:59:00Z"), days, ZONE)).toBe(9);
    expect(hoursUntilTold(new Date("2026-11-17T08:00:00Z"), days, ZONE)).toBe(0);
  });
});

describe("its days", () => {
  test.each([
    [{ beganOn: "2026-11-23", endedOn: null, foundOn: null }, undefined],
    [{ beganOn: "2026-11-24", endedOn: null, foundOn: null }, "beganOn"],
    [{ beganOn: "2026-11-20", endedOn: null, foundOn: "2026-11-24" }, "foundOn"],
    [{ beganOn: "2026-11-20", endedOn: "2026-11-30", foundOn: "2026-11-23" }, undefined],
  ])("%j", (own, field) => expect(faultInDays(own, "2026-11-23")?.field).toBe(field));

  const whole = { what: "The disk failed.", doing: "A copy each evening.", beganOn: "2026-11-20" };
  test.each([
    [{ ...whole, endedOn: "2026-11-19" }, "Last day: this is before the first day."],
    [{ ...whole, foundOn: "2026-11-19" }, "Found out on: this is before the first day."],
    [{ ...whole, what: " " }, "What happened: please write something."],
    [{ ...whole, what: "x".repeat(10_000) }, "What happened: please keep it under 2,000"],
    [{ ...whole, goodwillKind: "GOLD" }, "Goodwill: please choose one."],
    [{ ...whole, goodwillAmount: "-5" }, "Goodwill: write a number such as 50 or 1.5."],
  ])("and what else is wrong names the field: %#", (input, message) => {
    const { error } = newFailure.safeParse(input);
    expect(error?.issues[0]?.message).toContain(message);
  });
});

test("nobody chosen is refused, and so is a line for what is no contact", () => {
  const failureId = "018f2f5e-7f4b-7d3a-9c55-0f3f8a1b2c3d";
  const none = toldPeople.safeParse({ failureId, lines: {} });
  expect(none.error?.issues[0]?.message).toBe("Who was affected: choose at least one person.");
  const odd = toldPeople.safeParse({ failureId, contactIds: failureId, lines: { nobody: "Hi" } });
  expect(odd.success).toBe(false);
  const long = { [failureId]: "x".repeat(501) };
  expect(toldPeople.safeParse({ failureId, contactIds: failureId, lines: long }).success).toBe(
    false,
  );
});

describe("wording", () => {
  test.each<[Language, string]>([
    ["en", "The disk failed because its fan had stopped."],
    ["de", "Die Platte fiel aus, weil der Lüfter aus war."],
    ["fr", "Le disque est tombé en panne à cause du ventilateur."],
    ["es", "El disco falló porque se paró el ventilador."],
    ["pt", "O disco falhou porque a ventoinha parou."],
  ])("%s: a reason belongs in what happened, and is an excuse elsewhere", (language, text) => {
    expect(faultsInWording(text, language, say)).not.toEqual([]);
    expect(faultsInWording(withoutReasonWords(text, language), language, say)).toEqual([]);
  });

  test("a real excuse stays one", () => {
    const text = withoutReasonWords("It was out of my control, because of the weather.", "en");
    expect(faultsInWording(text, "en", say)).toHaveLength(1);
  });

  test.each(LANGUAGES)("%s: the product's own words hold the rules", (language) => {
    const locale = localeOf(language);
    const facts = {
      freelancerName: "Mira",
      contactName: "Ines",
      ownLine: "",
      what: "1",
      doing: "2",
      days,
      today: "2026-11-23",
      goodwill: "3.",
    };
    const { words } = ownItEmail(locale, facts, null);
    expect(faultsInWording(words.paragraphs.join("\n"), language, say)).toEqual([]);
    expect(words.paragraphs.join()).not.toContain("..");
  });
});

const email = { settledAt: null, sentAt: null, needsReviewAt: null };
const at = new Date("2026-11-23T09:00:00Z");
test.each([
  ["nothing yet", null, null, false, false],
  ["waits", email, null, true, true],
  ["sent, not counted yet", { ...email, settledAt: at, sentAt: at }, null, true, true],
  ["counted", { ...email, settledAt: at, sentAt: at }, at, true, false],
  ["cancelled", { ...email, settledAt: at }, null, false, false],
  ["to be decided about", { ...email, settledAt: at, needsReviewAt: at }, null, true, true],
])("a person whose email is %s", (_what, own, toldAt, has, isOn) => {
  expect([hasNotice({ toldAt, email: own }), isOnItsWay({ toldAt, email: own })]).toEqual([
    has,
    isOn,
  ]);
});

const studio = studioLocaleOf("en");

test("what was given is summed by currency and in hours, as words", () => {
  const money = (hundredths: number, currency: string) =>
    ({ kind: "MONEY", hundredths, currency }) as const;
  const hours = { kind: "HOURS", hundredths: 150, currency: null } as const;
  const other = { kind: "OTHER", hundredths: null, currency: null } as const;
  expect(goodwillSums(studio, [])).toEqual([]);
  expect(
    goodwillSums(studio, [
      money(5000, "EUR"),
      money(5050, "EUR"),
      money(100, "USD"),
      hours,
      hours,
      other,
    ]),
  ).toEqual(["€100.50", "US$1.00", "3 hours", "1 other thing"]);
});
