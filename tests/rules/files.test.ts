import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { versionsOf } from "@/features/files/rules";
import { mediaTypeOf, shownName, sizeName } from "@/lib/files";
import { authorization, signedAt } from "@tests/support/sign";

test.each([
  ["map.pdf", "map.pdf"],
  ["../../etc/passwd", "passwd"],
  ["C:\\Users\\Ines\\map.pdf", "map.pdf"],
  ["/", "file"],
  ["..", "file"],
  ["", "file"],
  ["  spaced \t out .png ", "spaced out .png"],
  ["a\u0000b\u001B[31m\r\nc.txt", "ab[31mc.txt"],
  ["invoice\u202Efdp.exe", "invoicefdp.exe"],
  ["\u2066\u200Fمرحبا\u2069.pdf", "مرحبا.pdf"],
  ["👩‍🎨 sketch.png", "👩‍🎨 sketch.png"],
  ["\uD800half.txt", "\uFFFDhalf.txt"],
])("the name %j is shown as %j", (said, shown) => {
  expect(shownName(said)).toBe(shown);
});

test("a name of 400 characters is cut and keeps its ending", () => {
  const cut = shownName(`${"é".repeat(396)}.pdf`);
  expect([...cut]).toHaveLength(120);
  expect(cut.endsWith("é….pdf")).toBe(true);
  expect([...shownName("🥖".repeat(400))]).toHaveLength(120);
});

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const OCTETS = "application/octet-stream";

test.each([
  ["image/png", "\x89PNG\r\n\x1A\n....", "image/png"],
  ["image/png", "\xFF\xD8\xFF\xE0", "image/jpeg"],
  ["image/png", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", OCTETS],
  ["image/svg+xml", "<svg/>", OCTETS],
  ["text/html", "<h1>Hello</h1>", OCTETS],
  ["text/plain", "  \n<!DOCTYPE html><script>alert(1)</script>", OCTETS],
  ["text/plain", "Hello <script>alert(1)</script>", OCTETS],
  ["text/plain", "\xFF\xFE<\0h\0t\0m\0l\0>\0", OCTETS],
  ["text/plain", "\xEF\xBB\xBF<?xml version='1.0'?>", OCTETS],
  ["image/gif", "alert(document.cookie)", OCTETS],
  ["text/javascript", "export default 1", OCTETS],
  ["text/plain", "#!/bin/sh\nrm -rf /", OCTETS],
  ["image/png", "no picture at all", OCTETS],
  ["text/plain; charset=utf-8", "Just a note.", "text/plain"],
  ["text/csv", "name,date\nInes,2026-11-23", "text/csv"],
  ["application/pdf", "%PDF-1.7", "application/pdf"],
  ["application/pdf", "nothing of the kind", OCTETS],
  [
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "PK\x03\x04",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  ],
  ["text/html", "PK\x03\x04", "application/zip"],
  ["image/webp", "RIFF\x01\x02\x03\x04WEBP", "image/webp"],
  ["audio/mpeg", "ID3\x04", "audio/mpeg"],
  ["text/plain\r\nx: y", "Just a note.", OCTETS],
  ["", "", OCTETS],
])("%j that begins with %j is served as %s", (declared, head, served) => {
  expect(mediaTypeOf(declared, bytes(head))).toBe(served);
});

test.each([
  [1, "1 byte"],
  [999, "999 bytes"],
  [1000, "1 kB"],
  [2_440_000, "2.4 MB"],
  [99_960_000, "100 MB"],
  [999_900_000, "1 GB"],
  [1_950_000_000, "1.9 GB"],
  [2_000_000_000, "2 GB"],
])("%d bytes are said as %s", (size, said) => {
  expect(sizeName(size)).toBe(said);
});

test("the stand-in's signature is the one in Amazon's own example", () => {
  const account = {
    region: "us-east-1",
    keyId: "AKIAIOSFODNN7EXAMPLE",
    secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  };
  const headers = {
    host: "examplebucket.s3.amazonaws.com",
    range: "bytes=0-9",
    "x-amz-content-sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "x-amz-date": signedAt(new Date("2013-05-24T00:00:00.000Z")),
  };
  expect(
    authorization(
      account,
      "GET",
      new URL("https://examplebucket.s3.amazonaws.com/test.txt"),
      headers,
    ),
  ).toMatch(/Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41$/);
});

describe("files of one name are versions of it", () => {
  const named = (...names: string[]) => names.map((name, id) => ({ id, name }));
  const ids = (...names: string[]) =>
    versionsOf(named(...names)).map(({ newest, earlier }) => [
      newest.id,
      earlier.map(({ id }) => id),
    ]);

  test.each<[string, string[], unknown]>([
    [
      "each alone",
      ["a.pdf", "b.pdf"],
      [
        [0, []],
        [1, []],
      ],
    ],
    [
      "the newest first",
      ["a.pdf", "b.pdf", "a.pdf", "a.pdf"],
      [
        [0, [2, 3]],
        [1, []],
      ],
    ],
    ["whatever the capitals", ["A.pdf", "a.PDF"], [[0, [1]]]],
    ["however an accent is written", ["\u00e9.pdf", "e\u0301.pdf"], [[0, [1]]]],
    [
      "another ending is another file",
      ["a.pdf", "a.png"],
      [
        [0, []],
        [1, []],
      ],
    ],
    ["none", [], []],
  ])("%s", (_what, names, versions) => {
    expect(ids(...names)).toEqual(versions);
  });

  test("none is lost and none is twice", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", "B", "b", "c", "é")), (names) => {
        const all = versionsOf(named(...names)).flatMap(({ newest, earlier }) => [
          newest,
          ...earlier,
        ]);
        expect(all.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual(
          names.map((_n, id) => id),
        );
      }),
    );
  });
});
