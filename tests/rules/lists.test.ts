import { text } from "node:stream/consumers";
import { Readable } from "node:stream";
import { stringify } from "csv-stringify";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MOST_ROWS, readList } from "@/workflows/import-list/reading";
import { guessColumns, planList, type Known } from "@/workflows/import-list/rules";
import type { Columns } from "@/workflows/import-list/schema";

const utf8 = (words: string) => Buffer.from(words, "utf8");
const utf16le = (words: string) => Buffer.from(words, "utf16le");
const utf16be = (words: string) => Buffer.from(utf16le(words)).swap16();
const mark = "\uFEFF";

describe("a list is read", () => {
  test.each<[string, Buffer]>([
    ["with commas", utf8("Client,Email\nÅse,a@b.de\n")],
    ["with semicolons", utf8("Client;Email\nÅse;a@b.de\n")],
    ["with tabs", utf8("Client\tEmail\nÅse\ta@b.de\n")],
    ["with a byte order mark", utf8(`${mark}Client;Email\r\nÅse;a@b.de\r\n`)],
    ["in UTF-16, little end first", utf16le(`${mark}Client\tEmail\r\nÅse\ta@b.de`)],
    ["in UTF-16, big end first", utf16be(`${mark}Client,Email\nÅse,a@b.de`)],
    ["in UTF-16 without a mark", utf16le("Client,Email\nÅse,a@b.de")],
    ["as Windows writes it", Buffer.from("Client;Email\r\nÅse;a@b.de\r\n", "latin1")],
    ["with old line endings", utf8("Client,Email\rÅse,a@b.de\r")],
    ["with quotes and empty lines", utf8('"Client","Email"\n\n"Åse","a@b.de"\n\n')],
  ])("%s", (_what, bytes) => {
    const { headings, rows } = readList(bytes);
    expect(headings).toEqual(["Client", "Email"]);
    expect(rows.map(({ cells }) => cells)).toEqual([["Åse", "a@b.de"]]);
  });

  test("with line breaks in quotes, and each row knows its line", () => {
    const { rows } = readList(utf8('Client,Note\n"Duarte\nTours","a ""b"""\n\nHolm;x,2\n'));
    expect(rows).toEqual([
      { line: 2, cells: ["Duarte\nTours", 'a "b"'] },
      { line: 5, cells: ["Holm;x", "2"] },
    ]);
  });

  test("by the separator that makes even columns", () => {
    const { rows } = readList(utf8("Client;Note\nDuarte, Lda;a,b,c\nHolm;d\n"));
    expect(rows.map(({ cells }) => cells)).toEqual([
      ["Duarte, Lda", "a,b,c"],
      ["Holm", "d"],
    ]);
  });
});

describe("what is no list is refused in words:", () => {
  test.each<[string, Buffer, RegExp]>([
    ["a web page", utf8("<!DOCTYPE html>\n<html><body>Sign in</body></html>"), /web page/],
    ["an error in XML", utf8('<?xml version="1.0"?><Error/>'), /web page/],
    ["a workbook", Buffer.from("PK\u0003\u0004xl/workbook.xml", "latin1"), /workbook/],
    ["an old workbook", Buffer.from("\u00D0\u00CF\u0011\u00E0more", "latin1"), /workbook/],
    ["a PDF", utf8("%PDF-1.7"), /PDF/],
    ["JSON", utf8('[{"client":"Åse"}]'), /JSON/],
    ["bytes", Buffer.from([1, 0, 0, 7, 0, 0, 0, 0, 3, 0, 1, 1]), /isn’t text/],
    ["nothing", utf8(""), /empty/],
    ["a heading alone", utf8("Client,Email\n"), /no rows/],
    ["a quote left open", utf8('Client,Email\nA,a@b.de\n"B,b@b.de\n'), /from line \d+ on/],
    ["too many rows", utf8(`Client,Email\n${"A,a@b.de\n".repeat(MOST_ROWS + 1)}`), /20,000 rows/],
  ])("%s", (_what, bytes, words) => {
    expect(() => readList(bytes)).toThrow(words);
  });
});

describe("columns are", () => {
  test.each<[string[], Columns]>([
    [
      ["Client", "Name", "E-Mail"],
      ["client", "contactName", "address"],
    ],
    [
      ["Firma", "Ansprechpartner", "E-Mail-Adresse"],
      ["client", "contactName", "address"],
    ],
    [
      ["Entreprise", "Nom", "Courriel", "Langue"],
      ["client", "contactName", "address", "language"],
    ],
    [
      ["Cliente", "Contacto", "Correo electrónico"],
      ["client", "contactName", "address"],
    ],
    [
      ["Empresa", "Nome", "Fuso horário", "Projeto"],
      ["client", "contactName", "zone", "project"],
    ],
    [
      ["Client", "Company", "Shoe size"],
      ["client", null, null],
    ],
  ])("guessed by their headings: %j", (headings, columns) => {
    expect(guessColumns(headings, new Map())).toEqual(columns);
  });

  test("what they were before, whatever they are called", () => {
    const before = new Map([
      ["shoe size", "client"],
      ["client", ""],
    ]);
    expect(guessColumns(["Client", "Shoe Size"], before)).toEqual([null, "client"]);
  });
});

const COLUMNS: Columns = ["client", "contactName", "address", "zone", "language", "project"];
const nothing = (): Known => ({
  clients: new Set(),
  contacts: new Set(),
  projects: new Set(),
  erased: new Set(),
});
const plan = (rows: string[][], known = nothing()) =>
  planList(
    { headings: [], rows: rows.map((cells, n) => ({ line: n + 2, cells })) },
    COLUMNS,
    known,
    { zone: "Europe/Copenhagen", language: "de" },
  );

describe("a plan", () => {
  test("makes each client, contact and project once", () => {
    const { rows, wrong } = plan([
      ["Duarte", "Ines", "ines@example.com", "", "", "Map"],
      ["DUARTE ", "Rui", "rui@example.com", "Europe/Lisbon", "Portuguese", ""],
      ["Duarte", "Ines", "INES@example.com", "", "", "map"],
    ]);
    expect(wrong).toEqual([]);
    expect(rows.map(({ makes }) => makes)).toEqual([
      { client: true, contact: true, project: true },
      { client: false, contact: true, project: false },
      { client: false, contact: false, project: false },
    ]);
    expect(rows.map(({ zone, language }) => [zone, language])).toEqual([
      ["Europe/Copenhagen", "de"],
      ["Europe/Lisbon", "pt"],
      ["Europe/Copenhagen", "de"],
    ]);
  });

  test("leaves alone what the studio has", () => {
    const existing = { ...nothing(), clients: new Set(["duarte"]) };
    existing.contacts.add("duarte\nines@example.com");
    const { rows } = plan([["Duarte", "Ines", "ines@example.com", "", "", "Map"]], existing);
    expect(rows[0]!.makes).toEqual({ client: false, contact: false, project: true });
  });

  test("names whoever was erased, and takes them where they were added again", () => {
    const studio = { ...nothing(), erased: new Set(["ines@example.com"]) };
    const rows = [
      ["Duarte", "Ines", "ines@example.com"],
      ["Duarte", "Rui", "rui@example.com"],
    ];
    expect(plan(rows, studio)).toMatchObject({
      rows: [{ line: 3 }],
      wrong: [{ line: 2, message: expect.stringContaining("ines@example.com") }],
    });
    studio.contacts.add("duarte\nines@example.com");
    expect(plan(rows, studio).wrong).toEqual([]);
  });

  test("takes a person's one name for both", () => {
    const [row] = plan([["", "Ines Duarte", "ines@example.com"]]).rows;
    expect([row!.name, row!.contactName]).toEqual(["Ines Duarte", "Ines Duarte"]);
  });

  test.each<[string[], RegExp]>([
    [["Duarte", "Ines", "not an address"], /^Email address: /],
    [["Duarte", "Ines", ""], /^Enter an email address/],
    [["", "", "ines@example.com"], /^Enter the client’s name/],
    [["Duarte", "Ines", "ines@example.com", "Mars/Olympus"], /^Time zone: /],
    [["Duarte", "Ines", "ines@example.com", "", "Klingon"], /^Language: /],
    [["D".repeat(121), "Ines", "ines@example.com"], /^Client: please keep it under 120/],
    [["Duarte", "Ines", "ines@example.com", "", "", "M".repeat(121)], /^Project: /],
  ])("names what is wrong, and its line: %j", (cells, words) => {
    const { rows, wrong } = plan([["Duarte", "Rui", "rui@example.com"], cells]);
    expect(rows).toHaveLength(1);
    expect(wrong).toEqual([{ line: 3, message: expect.stringMatching(words) }]);
  });
});

describe("a list that goes out", () => {
  const csvOf = (rows: string[][]) =>
    text(Readable.from(rows).pipe(stringify({ escape_formulas: true, bom: true })));

  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\uFF1D1"])(
    "is no formula: %j",
    async (cell) => {
      const written = await csvOf([[cell, "b"]]);
      expect(written.replace(/^\uFEFF?"?/, "")).toMatch(/^'/);
    },
  );

  test("comes back as it was", async () => {
    const cell = fc
      .string({ unit: "grapheme", minLength: 1 })
      .map((words) => words.replaceAll("\u0000", ""))
      .filter((words) => words.trim() !== "" && !words.startsWith("'"));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1 }), async (rows) => {
        const read = readList(utf8(await csvOf([["A", "B"], ...rows])));
        expect(read.rows.map(({ cells }) => cells)).toEqual(rows);
      }),
      { numRuns: 200 },
    );
  });
});
