import { describe, expect, test } from "vitest";
import { findingsIn } from "@/features/pre-send/check";
import { CHECKS, type CheckName } from "@/features/pre-send/kinds";
import { saidIn } from "@/features/pre-send/said";
import type { CheckFacts } from "@/features/pre-send/rules/reading";
import { LANGUAGES, type Language } from "@/language/languages";
import { corpus, HELD_OUT, precision, recall, score } from "@tests/support/pre-send";

const facts = (over: Partial<CheckFacts> = {}): CheckFacts => ({
  language: "en",
  names: { own: ["Ines Duarte"], people: [], clients: [] },
  today: "2026-11-27",
  attached: 0,
  variables: [],
  said: saidIn("en"),
  ...over,
});

const namesOf = async (text: string, over: Partial<CheckFacts> = {}) =>
  (await findingsIn({ text }, facts(over))).map(({ id }) => id.split(".")[0]);

describe("over the labelled texts", () => {
  const texts = corpus();

  test("there are enough, and half of them have nothing to find", () => {
    expect(texts.length).toBeGreaterThanOrEqual(240);
    const plain = texts.filter(({ finds }) => finds.length === 0);
    // Those that came later have fewer: two of five of all.
    const later = [...corpus("fresh.json"), ...corpus(HELD_OUT)];
    const plainLater = later.filter(({ finds }) => finds.length === 0).length;
    const first = texts.length - later.length;
    expect(plain.length - plainLater).toBeGreaterThanOrEqual(first / 2);
    expect(plain.length).toBeGreaterThanOrEqual(texts.length * 0.4);
    for (const check of CHECKS)
      expect(texts.filter(({ finds }) => finds.includes(check)).length).toBeGreaterThanOrEqual(9);
    for (const language of LANGUAGES)
      expect(texts.filter((one) => one.in === language).length).toBeGreaterThanOrEqual(45);
  });

  test("each check is right nine times in ten, and finds four of five", async () => {
    const { scores, faults } = await score(texts);
    for (const one of scores) {
      expect(precision(one), `${one.check}: ${faults.join("\n")}`).toBeGreaterThanOrEqual(0.9);
      expect(recall(one), `${one.check}: ${faults.join("\n")}`).toBeGreaterThanOrEqual(0.8);
    }
  }, 30_000);

  test("a check that finds nothing, or is always there, would be seen", async () => {
    const wrong = texts.map((one) => ({ ...one, finds: ["delay"] satisfies CheckName[] }));
    const { scores } = await score(wrong);
    const delay = scores.find(({ check }) => check === "delay")!;
    expect(recall(delay)).toBeLessThan(0.1);
    const placeholder = scores.find(({ check }) => check === "placeholder")!;
    expect(precision(placeholder)).toBe(0);
  });
});

describe("a surname is nobody’s insult:", () => {
  const people = ["Ernst Fick", "Anna Sack", "Peter Cox", "Dick Turner", "Rui Osama"];
  const texts: [Language, string][] = [
    ["en", "Peter Cox, Dick Turner and Rui Osama join us on Monday."],
    ["en", "Dear Mr Cox, dear Mr Osama, the proof is ready."],
    ["en", "Hi Dick, thank you. Dick’s photos are on page 2."],
    ["en", "Ernst Fick and Anna Sack have seen it."],
    ["de", "Guten Tag Herr Fick, guten Tag Frau Sack, der Entwurf liegt bereit."],
    ["de", "Ernst Fick und Anna Sack haben ihn gesehen. Fick war dafür, Sack auch."],
    ["de", "Lieber Dick, vielen Dank. Herr Cox und Herr Osama kommen am Montag."],
    ["fr", "Bonjour Monsieur Cox, Madame Fick et Monsieur Sack viennent lundi."],
    ["es", "Hola Dick, el señor Fick y la señora Cox vienen el lunes."],
    ["pt", "Olá Dick, o senhor Fick e a senhora Cox vêm na segunda."],
  ];

  test.each(texts)("%s: %s", async (language, text) => {
    const names = { own: people, people, clients: [] };
    expect(await namesOf(text, { language, names })).toEqual([]);
  });

  test("the same in small characters is one", async () => {
    expect(await namesOf("Don’t be a dick.")).toEqual(["rude"]);
    expect(await namesOf("Fick dich.", { language: "de" })).toEqual(["rude"]);
  });
});

describe("another client’s name", () => {
  const names = (over: object) => ({ names: { own: [], people: [], clients: [], ...over } });

  test.each([
    ["Will you call?", []],
    ["I think it will do, and it may be Will.", []],
    ["Hi Will, thanks.", ["name"]],
    ["Will Cox called.", ["name"]],
    ["He said that, will Cox or not.", []],
  ])("of a contact called Will: %s", async (text, expected) => {
    expect(await namesOf(text, names({ people: ["Will Cox"] }))).toEqual(expected);
  });

  test.each([
    ["the reader has the same first name", ["Jonas Holm"], "Hi Jonas, thanks.", []],
    ["the whole name is another’s all the same", ["Jonas Holm"], "As Jonas Weber said.", ["name"]],
  ])("%s", async (_what, own, text, expected) => {
    const people = ["Jonas Weber", "Jonas Holm"];
    expect(await namesOf(text, names({ own, people }))).toEqual(expected);
  });

  test.each([
    ["a client called Rose", "The rose is red, and Rose is a colour.", ["Rose"], []],
    ["part of a longer word", "The Northwinds blow.", ["Northwind"], []],
    ["in a sentence", "I did that for Northwind in spring.", ["Northwind GmbH"], ["name"]],
    [
      "in an address alone",
      "Write to a@northwind.example or https://Northwind.example.",
      ["Northwind"],
      [],
    ],
    ["with signs of a pattern in it", "As for (a+)+ Works (Ltd).", ["(a+)+ Works (Ltd)"], ["name"]],
  ])("%s", async (_what, text, clients, expected) => {
    expect(await namesOf(text, names({ clients }))).toEqual(expected);
  });

  test("is said once, by the longest name", async () => {
    const found = await findingsIn(
      { text: "Hi Jonas, Jonas Weber and Jonas." },
      facts(names({ people: ["Jonas Weber"] })),
    );
    expect(found.map(({ quote }) => quote)).toEqual(["Jonas Weber"]);
  });
});

describe("findings", () => {
  test("come by weight, whatever their order in the text", async () => {
    const text = "THE MAP IS READY!! Sorry, but I’ve attached [it] by 31 November.";
    expect(await namesOf(text)).toEqual([
      "placeholder",
      "attachment",
      "impossibleDate",
      "excuse",
      "shouting",
    ]);
  });

  test("have the same id for the same words, another in another field, and no words in it", async () => {
    const [one, two] = await findingsIn({ text: "Hi [name].", subject: "For [name]" }, facts());
    const [again] = await findingsIn({ text: "Dear [name], hello." }, facts());
    expect(again!.id).toBe(one!.id);
    expect(two!.id).not.toBe(one!.id);
    expect(one!.id).toMatch(/^placeholder\.[0-9a-z]+$/);
  });

  test("say what, why and what to do", async () => {
    const [finding] = await findingsIn({ text: "On Monday 3 March 2027." }, facts());
    expect(finding).toMatchObject({
      quote: "Monday 3 March 2027",
      why: "“Monday 3 March 2027” is a Wednesday.",
      cure: "Correct the weekday or the date.",
      isHint: false,
    });
  });

  test("of another language are looked for in that language", async () => {
    const text =
      "Hola, el segundo borrador del mapa ya está en su página con los colores elegidos!!";
    expect(await namesOf(text, { language: "fr" })).toEqual(["language", "shouting"]);
  });

  test.each([
    ["sentences", "The map of the harbour is on your page, with all you asked for. "],
    ...[..."a[{„!.@_ "].map((sign) => [`nothing but ${sign}`, sign]),
    ["dates that go on and on", "1. Mon "],
  ])(
    "are found in a moment among a thousand clients, in 20,000 characters of %s",
    async (_what, part) => {
      const people = Array.from({ length: 1000 }, (_, index) => `Person${index} Name${index}`);
      const text = part!.repeat(20_000 / part!.length);
      const began = performance.now();
      await findingsIn({ text }, facts({ names: { own: [], people, clients: people } }));
      expect(performance.now() - began).toBeLessThan(4000);
    },
    20_000,
  );
});
