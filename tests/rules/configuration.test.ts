import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import type { About } from "@/lib/env-kinds";
import { schema, sections } from "@/lib/env-schema";
import { parseEnv } from "@/lib/env";
import { exampleOf, referenceOf } from "../../scripts/configuration.mjs";

const root = resolve(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(resolve(root, file), "utf8");
const variables = sections.flatMap((section) => Object.entries(section.variables));
const aboutOf = new Map(variables.map(([name, one]) => [name, one.meta() as About | undefined]));

const usable = {
  DATABASE_URL: "postgresql://localhost/a",
  APP_URL: "https://portal.example.com",
  APP_SECRET: "k9Xw2-pLs0VbN4tRz7QyF1mCe6JuH3aGd5iOo8TnBvE",
};

test("the reference and .env.example are what the schema makes: node scripts/configuration.mjs", () => {
  expect(read("docs/configuration.md")).toBe(referenceOf(sections));
  expect(read(".env.example")).toBe(exampleOf(sections));
});

test("whatever may be set is in the reference, but what our own scripts say", () => {
  const ours = ["NODE_ENV", "UPTOMARK_EMBEDDED", "UPTOMARK_SUPERVISED"];
  const settable = Object.keys(schema.shape).filter((name) => !ours.includes(name));
  expect(variables.map(([name]) => name).toSorted()).toEqual(settable.toSorted());
  expect([...aboutOf].filter(([, about]) => !about?.description)).toEqual([]);
});

/** An example in .env.example of which only the beginning is shown. */
const PLACEHOLDER = /\.\.\.$/;

test("what .env.example shows may be set", () => {
  const wrong = variables
    .map(([name, one]) => [name, one, aboutOf.get(name)?.example ?? ""] as const)
    .filter(([, , example]) => example && !PLACEHOLDER.test(example))
    .filter(([, one, example]) => !one.safeParse(example).success);
  expect(wrong.map(([name]) => name)).toEqual([]);
});

test("a default that is told is the one that holds, and an empty variable is none", () => {
  const empty = Object.fromEntries(variables.map(([name]) => [name, ""]));
  const parsed: Record<string, unknown> = parseEnv({ ...empty, ...usable });
  const reference = read("docs/configuration.md");
  const presets = Object.entries(parsed).flatMap(([name, value]) => {
    const about = aboutOf.get(name);
    return about && !about.ifUnset && value !== undefined && !(name in usable)
      ? [[name, String(value)] as const]
      : [];
  });
  expect(presets.length).toBeGreaterThan(6);
  for (const [name, value] of presets)
    expect(reference).toMatch(new RegExp(`^\\| \`${name}\` .* \\| \`${value}\` \\|`, "m"));
});

/** Which start it is that asks for the other one: not the processes, but the scripts that begin them. */
const ASKED_BEFORE = ["DIRECT_DATABASE_URL"];
const SAMPLES: Record<string, string> = {
  OTEL_EXPORTER_OTLP_HEADERS: "a=b",
  RESEND_API_KEY: "re_12345678",
};

describe("what is said to need another variable is refused without it", () => {
  const needing = variables.filter(
    ([name]) => aboutOf.get(name)?.needs && !ASKED_BEFORE.includes(name),
  );
  test.each(needing)("%s", (name) => {
    const sample = SAMPLES[name] ?? (aboutOf.get(name)!.example || "sample");
    const beside =
      name === "INBOUND_DOMAIN" ? { RESEND_API_KEY: "re_12345678", MAIL_FROM: "a@b.example" } : {};
    expect(() => parseEnv({ ...usable, ...beside, [name]: sample })).toThrow(/needed|together/);
  });
});
