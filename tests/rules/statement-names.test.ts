import { expect, test } from "vitest";
import { nameStatement } from "@/db/statement-names";

test("a statement is named by its text alone", () => {
  const [one, other] = ["SELECT 1", "SELECT 2"].map((sql) => nameStatement({ sql }));
  expect(nameStatement({ sql: "SELECT 1" })).toBe(one);
  expect(other).not.toBe(one);
  // The name that any other process gives it, and within the 63 bytes that PostgreSQL keeps.
  expect(one).toBe("q4ATr1bVTKkuFmEpi-K1IqB");
  expect(one!.length).toBeLessThan(63);
});

test("names are bounded: past 300 texts a statement stays unnamed", () => {
  const made = Array.from({ length: 400 }, (_, n) => nameStatement({ sql: `SELECT ${n} AS n` }));
  expect(made.filter((name) => name !== "").length).toBeLessThanOrEqual(300);
  expect(made.at(-1)).toBe("");
  expect(new Set(made.filter(Boolean)).size).toBe(made.filter(Boolean).length);
});
