import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { checkLineLength, longIn } from "../../scripts/line-length.mjs";

/** A checkout with nothing in it but a file of this text in each folder that is read. */
async function checkout(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "uptomark-lines-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const name of [
    "src",
    "tests",
    "scripts",
    "bench",
    "src/db/generated",
    "bench/peers/app-router/.next/server",
    "scripts/node_modules/pkg",
  ]) {
    await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, name, "a.ts"), text);
  }
  return folder;
}

test("a long line is named with its file, but for what is generated or built", async () => {
  const folder = await checkout(`const a = 1;\n${"x".repeat(121)}\n`);
  expect(() => checkLineLength(folder)).toThrow(
    ["src", "tests", "scripts", "bench"]
      .map((name) => `${name}/a.ts:2: 121 characters\n`)
      .join("") + "4 lines over 120 characters.",
  );
});

test("a checkout of lines that are not too long is accepted", async () => {
  const folder = await checkout(`${"x".repeat(120)}\n${"😀".repeat(120)}\n`);
  expect(() => checkLineLength(folder)).not.toThrow();
});

test.each([
  ["an address", `// https://example.com/${"x".repeat(120)}`],
  ["SQL with a column", `SELECT ${'"name", '.repeat(20)} FROM "Client"`],
  ["SQL with a parameter", `  AND ${"x".repeat(120)} = $1`],
])("%s may be long", (_what, line) => {
  expect(longIn("src/a.ts", line)).toEqual([]);
});

test.each([
  ["a comment with a capital word", `// Read it AND think. ${"x".repeat(120)}`],
  ["a text that speaks of choosing", `"Select one, set it and save. ${"x".repeat(120)}"`],
])("%s may not", (_what, line) => {
  expect(longIn("src/a.ts", line)).toHaveLength(1);
});
