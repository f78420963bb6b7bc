import { describe, expect, test } from "vitest";
import { ChangedMeanwhile, changesIn, readSeen, type Seen } from "@/lib/seen";

const labels = { name: "Studio name", daysOff: "Own days off", hours: "Monday" } as const;
type Fields = { name: string; daysOff: string[]; hours: [string, string][] };
const first: Fields = { name: "Holm", daysOff: [], hours: [["09:00", "17:00"]] };
const asSeen = { ...first } as Seen;

function conflict(input: Fields, row: Fields, seen: Seen): ChangedMeanwhile {
  try {
    changesIn(input, row, seen, labels);
  } catch (error) {
    if (error instanceof ChangedMeanwhile) return error;
    throw error;
  }
  throw new Error("Nothing was refused.");
}

describe("what a form changed", () => {
  test("is what differs from what it showed", () => {
    const row = { ...first, name: "Holm & Co" };
    const input = { ...first, daysOff: ["2026-12-24"] };
    expect(changesIn(input, row, asSeen, labels)).toEqual({ daysOff: ["2026-12-24"] });
  });

  test("is nothing where both changed it to the same", () => {
    const row = { ...first, name: "Holm & Co" };
    expect(changesIn({ ...row }, row, asSeen, labels)).toEqual({});
  });

  test("is everything that differs where nothing is known of what it showed", () => {
    const row = { ...first, name: "Holm & Co" };
    expect(changesIn(first, row, {}, labels)).toEqual({ name: "Holm" });
  });

  test("is refused with both values where it was changed elsewhere", () => {
    const row = { ...first, name: "Holm & Co", hours: [["10:00", "12:00"]] as [string, string][] };
    const error = conflict({ ...first, name: "Mira", hours: [] }, row, asSeen);
    expect(error.fields).toEqual({
      name:
        "Studio name: someone changed this to “Holm & Co” while you were editing. " +
        "You wrote “Mira”. Save again to use yours.",
      hours:
        "Monday: someone changed this to “10:00–12:00” while you were editing. " +
        "You wrote nothing. Save again to use yours.",
    });
  });

  test("is taken the second time, and nothing else with it", () => {
    const row = { ...first, name: "Holm & Co", daysOff: ["2026-12-24"] };
    const input = { ...first, name: "Mira" };
    const { seen } = conflict(input, row, asSeen);
    expect(changesIn(input, row, seen, labels)).toEqual({ name: "Mira" });
  });

  test("is refused again where it was changed once more", () => {
    const row = { ...first, name: "Holm & Co" };
    const input = { ...first, name: "Mira" };
    const { seen } = conflict(input, row, asSeen);
    const again = conflict(input, { ...row, name: "Third" }, seen);
    expect(again.fields.name).toContain("“Third”");
  });
});

test.each([undefined, "", "{", "[]", "null", "7", '"x"'])(
  "what was seen can be nothing: %s",
  (text) => expect(readSeen(text)).toEqual({}),
);
