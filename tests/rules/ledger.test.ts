import { describe, expect, test } from "vitest";
import { costInWords, totalsInWords } from "@/features/ledger/rules";
import { ledgerFilter, newEntry, notedEntry } from "@/features/ledger/schema";
import { studioLocaleOf } from "@/language/studio";

const studio = studioLocaleOf("en");
const none = { counts: [], costs: [], goodwill: [], goodwillHours: 0 };

describe("totals", () => {
  test("of nothing say nothing", () => expect(totalsInWords(studio, none)).toEqual([]));

  test("are counts and sums in plain words, without a percentage", () => {
    const words = totalsInWords(studio, {
      counts: [
        { kind: "COMPLAINT", count: 2 },
        { kind: "MISSED_DATE", count: 1 },
        { kind: "WRONG_DELIVERY", count: 3 },
      ],
      costs: [
        { currency: "EUR", hundredths: 12_050, hours: 100 },
        { currency: null, hundredths: null, hours: 150 },
        { currency: "GBP", hundredths: 100, hours: 0 },
      ],
      goodwill: [{ currency: "EUR", hundredths: 3000 }],
      goodwillHours: 100,
    });
    expect(words).toEqual([
      "6 things went wrong: 2 complaints, 1 missed date and 3 wrong deliveries.",
      "What you noted as cost: €120.50, £1.00 and 2.5 hours.",
      "Goodwill given: €30.00 and 1 hour.",
    ]);
    expect(words.join(" ")).not.toContain("%");
  });
});

test.each([
  [{ hundredths: 5000, currency: "EUR", hours: 50 }, "€50.00 and 0.5 hours"],
  [{ hundredths: null, currency: null, hours: 100 }, "1 hour"],
  [{ hundredths: null, currency: null, hours: null }, ""],
])("one entry's cost in words: %#", (cost, words) => expect(costInWords(studio, cost)).toBe(words));

const line = { what: "The wrong logo.", kind: "CORRECTION", happenedOn: "2026-11-20" };
test.each([
  [{ ...line, what: "" }, "What went wrong: please fill this in."],
  [{ ...line, what: "x".repeat(10_000) }, "What went wrong: please keep it under 300 characters."],
  [{ ...line, kind: "MISSED_DATE" }, "Kind: please choose one."],
  [{ ...line, channel: "PIGEON" }, "Channel: please choose one."],
  [{ ...line, happenedOn: "2026-02-30" }, "Day: this is not a day in the calendar."],
  [{ ...line, costAmount: "12,345" }, "Cost: write a number such as 50 or 1.5."],
  [{ ...line, costAmount: "12" }, "Currency: write its code, such as EUR, beside the cost."],
  [{ ...line, projectId: "1" }, "This project doesn’t exist."],
])("bad input names the field and the cure: %#", (input, message) =>
  expect(newEntry.safeParse(input).error?.issues[0]?.message).toContain(message),
);

test("an empty form of notes is fine, and amounts are kept in hundredths", () => {
  const entryId = "018f2f5e-7f4b-7d3a-9c55-0f3f8a1b2c3d";
  const empty = {
    entryId,
    cause: " ",
    learnt: "",
    costAmount: "",
    costCurrency: "",
    costHours: "",
  };
  expect(notedEntry.parse(empty)).toEqual({ entryId });
  expect(
    notedEntry.parse({ ...empty, costAmount: "12,5", costCurrency: "eur", costHours: "0.25" }),
  ).toMatchObject({ costAmount: 1250, costCurrency: "EUR", costHours: 25 });
});

test("what cannot be read in an address filters nothing", () => {
  expect(
    ledgerFilter.parse({
      kind: "NOPE",
      client: "x",
      channel: ["A", "B"],
      year: "20266",
      after: "1",
    }),
  ).toEqual({});
  expect(ledgerFilter.parse({ kind: "OTHER", year: "2026" })).toEqual({
    kind: "OTHER",
    year: 2026,
  });
});
