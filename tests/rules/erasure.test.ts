import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { isNamed } from "@/features/erasures/rules";
import { forgottenBefore } from "@/features/retention/rules";
import { ERASED_BY, STAYS, STUDIO_ERASED_BY } from "@tests/support/erasure-coverage";

const folder = resolve(import.meta.dirname, "../../prisma/schema");
const SCHEMA = readdirSync(folder)
  .map((name) => readFileSync(resolve(folder, name), "utf8"))
  .join("\n");

type Model = {
  name: string;
  /** Columns of text, JSON or bytes that are no id. */ columns: string[];
  /** Parents that it cannot be without, and goes with. */ parents: string[];
};

function modelsOf(schema: string): Model[] {
  return [...schema.matchAll(/^model (\w+) \{\n(.*?)^\}/gms)].map(([, name, body]) => {
    const lines = body!.split("\n").filter((line) => !line.trim().startsWith("//"));
    return {
      name: name!,
      columns: lines.flatMap((line) => {
        const [, column, type] = /^\s+(\w+)\s+(String|Json|Bytes)\b/.exec(line) ?? [];
        return column && type && !line.includes("@db.Uuid") ? [column] : [];
      }),
      parents: lines.flatMap((line) => {
        const parent = /^\s+\w+\s+(\w+)\s+@relation\(.*onDelete: Cascade/.exec(line)?.[1];
        return parent ?? [];
      }),
    };
  });
}

/** Whether a row of a model always goes with a row of one of the roots. */
function goesWith(
  roots: string[],
  models: Model[],
  name: string,
  seen = new Set<string>(),
): boolean {
  if (roots.includes(name)) return true;
  if (seen.has(name)) return false;
  seen.add(name);
  const parents = models.find((model) => model.name === name)?.parents ?? [];
  return parents.some((parent) => goesWith(roots, models, parent, seen));
}

/** What nobody has thought about: a table, or a column of one that stays. */
function unhandled(schema: string): string[] {
  const models = modelsOf(schema);
  return models.flatMap(({ name, columns }) => {
    if (goesWith(["Client"], models, name) || name in ERASED_BY) return [];
    const stays = STAYS[name];
    if (!stays) return [name];
    return columns.filter((one) => !stays.columns.includes(one)).map((one) => `${name}.${one}`);
  });
}

describe("an erasure of a client", () => {
  test("reaches every table and every column, or says why it stays", () => {
    expect(unhandled(SCHEMA)).toEqual([]);
  });

  test("names no table and no column that is gone", () => {
    const models = modelsOf(SCHEMA);
    const names = models.map(({ name }) => name);
    const listed = [ERASED_BY, STAYS, STUDIO_ERASED_BY].flatMap(Object.keys);
    expect(listed.filter((name) => !names.includes(name))).toEqual([]);
    const columns = Object.entries(STAYS).flatMap(([name, stays]) =>
      stays.columns.filter(
        (one) => !models.find((model) => model.name === name)!.columns.includes(one),
      ),
    );
    expect(columns).toEqual([]);
    const both = Object.keys(STAYS).filter((name) => name in ERASED_BY);
    expect(both).toEqual([]);
  });

  const under = (type: string, onDelete: string) => `model Whisper {
  client ${type} @relation(fields: [clientId], references: [id], onDelete: ${onDelete})
  words String
}
`;

  test.each([
    ["a table of the studio's", "model Whisper {\n  words String\n}\n", ["Whisper"]],
    ["a table that may be without its client", under("Client?", "Cascade"), ["Whisper"]],
    ["a table that outlives its client", under("Client", "SetNull"), ["Whisper"]],
    ["nothing in a table under a client", under("Client", "Cascade"), []],
  ])("finds %s", (_what, made, found) => {
    expect(unhandled(`${SCHEMA}\n${made}`)).toEqual(found);
  });

  test("finds a new column of a table that stays", () => {
    const more = SCHEMA.replace(
      "model SavedReply {\n",
      "model SavedReply {\n  note String\n  data Json\n",
    );
    expect(unhandled(more)).toEqual(["SavedReply.note", "SavedReply.data"]);
  });
});

test("an erasure of a studio reaches every table", () => {
  const models = modelsOf(SCHEMA);
  const left = models
    .map(({ name }) => name)
    .filter((name) => !goesWith(["Studio", "User"], models, name) && !(name in STUDIO_ERASED_BY));
  expect(left).toEqual([]);
});

test.each([
  ["Duarte Tours", "duarte  tours ", true],
  ["Müller", "Mu\u0308ller", true],
  ["Duarte Tours", "Duarte", false],
  ["Duarte Tours", "", false],
])("%s is named by “%s”: %s", (name, typed, expected) => {
  expect(isNamed(name, typed)).toBe(expected);
});

test.each([
  [null, null],
  [3, "2026-08-27T10:00:00.000Z"],
  [24, "2024-11-27T10:00:00.000Z"],
])("after %s months what was before %s is forgotten", (months, before) => {
  const now = new Date("2026-11-27T10:00:00Z");
  expect(forgottenBefore(months, now)?.toISOString() ?? null).toBe(before);
});
