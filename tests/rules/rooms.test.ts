import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");

test("the linter's walls are around every room, and around no room that is gone", () => {
  const config = readFileSync(resolve(root, "oxlint.config.ts"), "utf8");
  const named = [...config.matchAll(/^const (?:GROUND|SIBLINGS|VIEWS) = \[([^\]]*)\]/gm)].flatMap(
    ([, names]) => [...names!.matchAll(/"([a-z-]+)"/g)].map(([, name]) => name!),
  );
  const rooms = readdirSync(resolve(root, "src/features"));
  expect(named.toSorted()).toEqual(rooms.toSorted());
});
