import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { checkWords, retiredIn } from "../../scripts/words.mjs";

/** A checkout with nothing in it but these files and what the check always reads. */
async function checkout(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "uptomark-words-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const empty = ["src/a.ts", "tests/a.ts", "docs/a.md", "scripts/a.mjs", "bench/a.mjs"];
  const always = ["prisma/schema/a.prisma", "README.md", "ARCHITECTURE.md", ".env.example"];
  const all = [...empty, ...always, "next.config.ts"].map((file) => [file, ""]);
  for (const [file, text] of [...all, ...Object.entries(files)] as [string, string][]) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  return folder;
}

test("a file with a retired word is named with its line and the word to use", async () => {
  const folder = await checkout({
    "src/features/emails/rules.ts": "/** Whether it is sent. */\n// The email leaves at nine.\n",
    "docs/proxy.md": "The letter comes from a gateway.\n",
  });
  expect(() => checkWords(folder)).toThrow(
    /src\/features\/emails\/rules\.ts:2: “leaves” → is sent[^]*docs\/proxy\.md:1: “letter” → email[^]*2 retired words/,
  );
});

test("a clean checkout is accepted", async () => {
  const folder = await checkout({
    "src/features/emails/rules.ts": "/** Whether the email is sent. It leaves nothing behind. */\n",
    "prisma/schema/emails.prisma": "/// Any email that is sent.\n",
    "src/db/generated/client.ts": "// A letter in what is generated.\n",
    "bench/results/latest.json": '{ "tried": "1000 letters" }\n',
    "bench/peers/app-router/.next/server/a.js": "// A letter in what is built.\n",
  });
  expect(() => checkWords(folder)).not.toThrow();
});

test.each([
  ["This promise stands first.", "stands"],
  ["It is told of each delay.", "is told of"],
  ["The old link opens nothing.", "opens nothing"],
  [" * Answers the next day.", "* Answers"],
  ['<Button look="main">', "look="],
  ["The email has left.", "has left"],
  ["It was taken back.", "taken back"],
  ["const told = 1;", "const told"],
  ["the outbox's standstill", "standstill"],
])("%s", (line, word) => {
  expect(retiredIn("src/a.ts", line)).toEqual([
    expect.stringContaining(`src/a.ts:1: “${word}” → `),
  ]);
});

test.each([
  "An upload that breaks off leaves nothing behind.",
  "Two days are left before it.",
  "A stand-in for the provider, and its webhook.",
  "The client was told why.",
  "The folder is unfolding; a standby took over.",
])("%s", (line) => {
  expect(retiredIn("src/a.ts", line)).toEqual([]);
});

test("an allowed word is allowed in its file alone", () => {
  const line = '  email: "letter",';
  expect(retiredIn("src/lib/tokens.ts", line)).toEqual([]);
  expect(retiredIn("src/lib/links.ts", line)).toHaveLength(1);
});
