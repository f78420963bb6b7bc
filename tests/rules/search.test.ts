import { describe, expect, test } from "vitest";
import {
  excerpt,
  unaccent,
  formsOf,
  rank,
  readQuery,
  relevance,
  spellOut,
  type Wanted,
} from "@/features/search/rules";
import { say } from "@/language/say";

describe("a word without accents, and spelt out", () => {
  test.each([
    ["Müller", "muller", "mueller"],
    ["Mueller", "mueller", "mueller"],
    ["mu\u0308ller", "muller", "mueller"],
    ["GRÖSSE", "grosse", "groesse"],
    ["Größe", "grosse", "groesse"],
    ["Ångström", "angstrom", "aangstroem"],
    ["Sørensen", "sorensen", "soerensen"],
    ["Café", "cafe", "café"],
    ["São", "sao", "são"],
    ["Łódź", "lodz", "łódź"],
    ["œuvre", "oeuvre", "œuvre"],
    ["Blue", "blue", "blue"],
  ])("%s", (word, unaccented, spelt) => {
    expect(unaccent(word)).toBe(unaccented);
    expect(spellOut(word)).toBe(spelt);
  });

  test("are forms of one term, each once, as typed first", () => {
    expect(formsOf("Müller")).toEqual(["müller", "muller", "mueller"]);
    expect(formsOf("Mueller")).toEqual(["mueller"]);
    expect(formsOf("café")).toEqual(["café", "cafe"]);
  });
});

describe("what is typed", () => {
  test.each(["茶", "あ", "カ", "한"])("%s alone is a word", (typed) => {
    expect(readQuery(typed, say)).toEqual({
      state: "terms",
      terms: [expect.arrayContaining([typed])],
    });
  });

  test.each(["", " ", "\t\n"])("%j asks for nothing", (typed) => {
    expect(readQuery(typed, say)).toEqual({ state: "nothing" });
  });

  test.each([
    ["é", "Search for 2 characters at least."],
    ["я", "Search for 2 characters at least."],
    ["a", "Search for 2 characters at least."],
    ["x".repeat(500), "Search for 200 characters or fewer: you typed 500."],
    ["%_\\", "Search for a word or a number: signs alone are in everything."],
    ["'\"`", "Search for a word or a number: signs alone are in everything."],
    ["🙂👍", "Search for a word or a number: signs alone are in everything."],
    ["\0", "Search for a word or a number: signs alone are in everything."],
    ["a b c d e f g h i", "Search for 8 words or fewer: you typed 9."],
  ])("%j is refused with why", (typed, problem) => {
    expect(readQuery(typed, say)).toEqual({ state: "refused", problem });
  });

  test.each([
    ["ab", [["ab"]]],
    ["Der Plan", [["der"], ["plan"]]],
    ["plan PLAN Plan", [["plan"]]],
    ["ines@example.com", [["ines"], ["example"], ["com"]]],
    ["100%_off\\", [["100"], ["off"]]],
    ["o'brien & ('x'):*", [["o"], ["brien"], ["x"]]],
    ["nu\0ll", [["nu"], ["ll"]]],
    ["map 🙂", [["map"]]],
    ["Ёлка", [["ёлка", "елка"]]],
  ])("%j asks for its words", (typed, terms) => {
    expect(readQuery(typed, say)).toEqual({ state: "terms", terms });
  });
});

const wanted = (typed: string, stems: string[][] = []): Wanted => ({
  terms: typed.split(" ").map(formsOf),
  stems,
});

describe("the most relevant first:", () => {
  test("the word itself, then its beginning, its stem, a part of it", () => {
    const texts = ["Karten", "Kartenspiel", "Karte", "Landkarten", "Haus"];
    const all = texts.map((text) => relevance(text, wanted("karten", [["kart"]])));
    expect(all).toEqual([4, 3, 2, 1, 0]);
  });

  test("umlauts fit both ways", () => {
    expect(relevance("Müller", wanted("mueller"))).toBe(4);
    expect(relevance("Mueller", wanted("müller"))).toBe(4);
    expect(relevance("Müller", wanted("muller"))).toBe(4);
  });

  test("of equally good ones the latest", () => {
    const row = (found: string, day: number) => ({ found, at: new Date(Date.UTC(2026, 0, day)) });
    const rows = [row("a map", 1), row("maps", 9), row("the map", 3)];
    expect(rank(rows, wanted("map")).map((one) => one.found)).toEqual(["the map", "a map", "maps"]);
  });
});

describe("an excerpt", () => {
  const shown = (text: string, typed: string) =>
    excerpt(text, wanted(typed))
      .map((part) => (part.isHit ? `[${part.text}]` : part.text))
      .join("");

  test.each([
    ["The Müller map", "mueller", "The [Müller] map"],
    ["Map, maps, MAP", "map", "[Map], [maps], [MAP]"],
    ["<b>map</b> & more", "map", "<b>[map]</b> & more"],
    ["logo_final.png", "final", "logo_[final].png"],
    ["nothing", "map", "nothing"],
    ["", "map", ""],
  ])("of %j for %j", (text, typed, expected) => {
    expect(shown(text, typed)).toBe(expected);
  });

  test("of a long text is the part around the first hit", () => {
    const text = `${"before ".repeat(60)}lighthouse ${"after ".repeat(60)}`;
    const found = shown(text, "lighthouse");
    expect(found).toContain("[lighthouse]");
    expect(found.startsWith("… before")).toBe(true);
    expect(found.endsWith(" …")).toBe(true);
    expect(found.length).toBeLessThan(230);
  });
});
