import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { englishIn } from "../support/english-text";

const src = resolve(import.meta.dirname, "../../src");

/** Everything that may say something to a freelancer. What clients read has message files of its own. */
const STUDIO = [
  "app/*.{ts,tsx}",
  "app/(auth)/**/*.{ts,tsx}",
  "app/(site)/**/*.{ts,tsx}",
  "app/(studio)/**/*.{ts,tsx}",
  "app/api/**/*.{ts,tsx}",
  "auth/**/*.{ts,tsx}",
  "features/**/*.{ts,tsx}",
  "lib/**/*.{ts,tsx}",
  "ui/**/*.{ts,tsx}",
  "workflows/**/*.{ts,tsx}",
];

/** What is English for a reason. */
const ENGLISH: Record<string, string> = {
  "app/api/auth/[...nextauth]/route.ts": "read by programs: no page leads there",
  "app/api/v1/[...path]/route.ts": "read by programs: no page leads there",
  "features/read-api/openapi.ts": "read by whoever writes a program",
  "features/read-api/resources.ts": "read by whoever writes a program",
  "features/read-api/schema.ts": "read by whoever writes a program",
  "app/global-error.tsx":
    "where not even the page's frame could be made, nobody knows the language",
  "features/inbound/reading/authentication.ts":
    "why a sender is not trusted is shown to no freelancer",
  "features/pre-send/rules/glossary.ts": "plainer English for English texts",
  "workflows/back-up/archive.ts": "it is run from a shell",
  "workflows/back-up/commands.ts": "it is run from a shell",
  "workflows/restore-backup/commands.ts": "it is run from a shell",
  "workflows/restore-backup/reader.ts": "it is run from a shell",
  "workflows/restore-backup/restored-files.ts": "it is run from a shell",
  "workflows/release-outbox/commands.ts": "it is run from a shell",
  "lib/env-kinds.ts": "what it says is for whoever starts the product",
  ...Object.fromEntries(
    globSync("lib/env-sections/*.ts", { cwd: src }).map((file) => [
      file.replaceAll("\\", "/"),
      "what it says is for whoever starts the product",
    ]),
  ),
  "lib/env.ts": "what it says is for whoever starts the product",
};

const files = STUDIO.flatMap((pattern) => globSync(pattern, { cwd: src }))
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => !(file in ENGLISH))
  .toSorted();
const said = (file: string) => englishIn(file, readFileSync(resolve(src, file), "utf8"));

describe("the studio speaks its freelancer's language", () => {
  test("no file says English of its own", () => {
    expect(files.length).toBeGreaterThan(400);
    const english = files.flatMap((file) =>
      said(file).map(({ line, text }) => `${file}:${line}: ${text}`),
    );
    expect(english).toEqual([]);
  });
});

describe("English is found", () => {
  test.each([
    ["an element", "<p>Nothing yet.</p>", ["Nothing yet."]],
    ["a choice within one", '<p>{late ? "Late" : t("a.next")}</p>', ["Late"]],
    ["an attribute", '<TextField name="text" label="Subject" />', ["Subject"]],
    ["a joined attribute", "<nav aria-label={`${name} pages`} />", ["… pages"]],
    [
      "a refusal",
      'throw new Refusal("already", "You have kept this already.");',
      ["You have kept this already."],
    ],
    ["a schema", 'z.enum(["up", "down"], "Choose up or down.")', ["Choose up or down."]],
    ["a field", 'line("Extra", 400)', ["Extra"]],
    ["an outcome", 'async () => { return "On its way."; }', ["On its way."]],
    ["a table of words", 'const words = { LATE: { word: "Late" } };', ["Late"]],
  ])("in %s", (_where, code, english) => {
    expect(englishIn("made-up.tsx", code).map(({ text }) => text)).toEqual(english);
  });

  test.each([
    '<p className="flex flex-wrap gap-2">{t("today.empty")}</p>',
    '<TextField {...fields.text} label={t("notes.text")} />',
    'throw new Refusal("already", say("remedies.kept"));',
    'throw new Error("This cannot be.");',
    'log().info({ id }, "an email was sent");',
    'import { note } from "@/features/ledger/actions";',
    "<b>Uptomark</b>",
    'const rows = sql`SELECT the rows FROM "Email".`;',
  ])("but not in %s", (code) => expect(englishIn("made-up.tsx", code)).toEqual([]));
});
