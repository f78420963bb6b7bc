import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

/** How large code may be: nineteen of twenty are at most this. */
const MOST = {
  "lines of a file": 200,
  "lines of a function": 45,
  "characters of a function": 1200,
};
/** The longest file there may be at all. */
const LONGEST = 300;

const root = resolve(import.meta.dirname, "../..");
const sources = globSync("src/**/*.{ts,tsx}", { cwd: root })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => !file.startsWith("src/db/generated/"))
  .map((file) => ({ file, text: readFileSync(resolve(root, file), "utf8") }));

type Source = (typeof sources)[number];
type Size = { where: string; size: number };

/** Returns the length of every file, and of every function that has a body, however deep it is nested. */
function measure(files: Source[]): Record<keyof typeof MOST, Size[]> {
  const sizes: Record<keyof typeof MOST, Size[]> = {
    "lines of a file": files.map(({ file, text }) => ({ where: file, size: linesOf(text) })),
    "lines of a function": [],
    "characters of a function": [],
  };
  for (const { file, text } of files) {
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    const walk = (node: ts.Node): void => {
      if (ts.isFunctionLike(node) && "body" in node && node.body) {
        const where = `${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
        const own = node.getText();
        sizes["lines of a function"].push({ where, size: linesOf(own) });
        sizes["characters of a function"].push({ where, size: own.length });
      }
      ts.forEachChild(node, walk);
    };
    walk(source);
  }
  return sizes;
}

const linesOf = (text: string) => text.replace(/\n$/, "").split("\n").length;

/** Returns what is too large, with the largest by name; nothing where all is well. */
function tooLarge(sizes: ReturnType<typeof measure>): string[] {
  return Object.entries(sizes).flatMap(([what, found]) => {
    const most = MOST[what as keyof typeof MOST];
    const sorted = found.toSorted((a, b) => b.size - a.size);
    const p95 = sorted[Math.floor(sorted.length * 0.05)]?.size ?? 0;
    if (p95 <= most) return [];
    const largest = sorted.slice(0, 10).map(({ where, size }) => `${where} ${size}`);
    return [`${what}: one of twenty is over ${most} (${p95}). The largest: ${largest.join(", ")}`];
  });
}

test("files and functions are short", () => {
  expect(sources.length).toBeGreaterThan(300);
  const sizes = measure(sources);
  expect(sizes["lines of a function"].length).toBeGreaterThan(1500);
  expect(tooLarge(sizes)).toEqual([]);
}, 60_000);

test("no file is long", () => {
  expect(sources.filter(({ text }) => linesOf(text) > LONGEST).map(({ file }) => file)).toEqual([]);
});

const lines = (count: number, text: string) => `${text}\n`.repeat(count);

test.each([
  ["a long file", lines(201, "// a"), ["lines of a file"]],
  ["a file that is just short enough", lines(200, "// a"), []],
  ["a long function", `function f() {\n${lines(44, "a();")}}\n`, ["lines of a function"]],
  ["one that is just short enough", `function f() {\n${lines(43, "a();")}}\n`, []],
  ["a long arrow function", `const f = () => {\n${lines(44, "a();")}};\n`, ["lines of a function"]],
  [
    "a long method in a class in a function",
    `function f() {\n  return class { m() {\n${lines(44, "a();")}} };\n}\n`,
    ["lines of a function"],
  ],
  [
    "a function of few wide lines",
    `const f = (a: string) => a + "${"b".repeat(1200)}";\n`,
    ["characters of a function"],
  ],
])("the measure sees %s", (_what, text, expected) => {
  const found = tooLarge(measure([{ file: "src/a.ts", text }]));
  expect(found.map((problem) => problem.split(":")[0])).toEqual(expected);
  if (found.length > 0) expect(found.join()).toContain("src/a.ts");
});

test("one large file among twenty short ones is allowed, two are not", () => {
  const short = Array.from({ length: 19 }, (_, index) => ({
    file: `src/${index}.ts`,
    text: "a\n",
  }));
  const long = { file: "src/long.ts", text: lines(250, "a") };
  expect(tooLarge(measure([...short, long]))).toEqual([]);
  expect(tooLarge(measure([...short, long, long]))).toHaveLength(1);
});
