import { afterEach, beforeEach, expect, test } from "vitest";
import { actionsKey } from "../../scripts/actions-key.mjs";
import { typedIn } from "@/lib/form-state";
import { dropDraft, forgetEverything, keepDraft, readDraft } from "@/ui/drafts";

const NOW = Date.parse("2026-11-27T09:00:00Z");
const DAY = 86_400_000;

/** A browser's storage, as the standard has it: each entry is a property too. */
class MemoryStorage {
  [key: string]: unknown;
}
Object.defineProperties(MemoryStorage.prototype, {
  getItem: {
    value(this: MemoryStorage, key: string) {
      return this[key] ?? null;
    },
  },
  setItem: {
    value(this: MemoryStorage, key: string, text: string) {
      this[key] = text;
    },
  },
  removeItem: {
    value(this: MemoryStorage, key: string) {
      delete this[key];
    },
  },
});

beforeEach(() => {
  Object.defineProperty(globalThis, "localStorage", {
    value: new MemoryStorage(),
    configurable: true,
  });
});
afterEach(() => {
  Reflect.deleteProperty(globalThis, "localStorage");
});

test("a draft is kept, dropped and forgotten", () => {
  expect(keepDraft("a", { text: "one" }, undefined, NOW)).toBe(true);
  expect(readDraft("a", NOW)?.values).toEqual({ text: "one" });
  dropDraft("a");
  expect(readDraft("a", NOW)).toBeNull();
  keepDraft("b", { text: "two" }, "A note.", NOW);
  expect(readDraft("b", NOW)?.note).toBe("A note.");
  forgetEverything();
  expect(Object.keys(localStorage)).toEqual([]);
});

test("a draft is gone after seven days", () => {
  keepDraft("a", { text: "one" }, undefined, NOW);
  expect(readDraft("a", NOW + 7 * DAY - 1)).not.toBeNull();
  expect(readDraft("a", NOW + 7 * DAY)).toBeNull();
  keepDraft("b", { text: "two" }, undefined, NOW + 8 * DAY);
  expect(Object.keys(localStorage)).toHaveLength(1);
});

test("there are fifty drafts at most, and none is endless", () => {
  for (let n = 0; n < 60; n += 1) keepDraft(`form ${n}`, { text: "x" }, undefined, NOW + n);
  expect(Object.keys(localStorage)).toHaveLength(50);
  expect(readDraft("form 9", NOW + 60)).toBeNull();
  expect(readDraft("form 10", NOW + 60)).not.toBeNull();
  expect(keepDraft("endless", { text: "x".repeat(60_001) }, undefined, NOW + 61)).toBe(false);
});

test("what is no draft is none", () => {
  for (const text of ["", "{", "null", "7", "[]", '{"values":"x","at":1}'])
    expect((localStorage.setItem("uptomark:draft:a", text), readDraft("a", NOW))).toBeNull();
});

test("a secret is never among what was typed", () => {
  const form = new FormData();
  form.append("secretKey", "re_12345678");
  form.append("$ACTION_ID", "x");
  form.append("text", "Hello");
  form.append("workDays", "1");
  form.append("workDays", "2");
  expect(typedIn(form)).toEqual({ text: "Hello", workDays: "1,2" });
});

test("one secret gives one key for every build, of 32 bytes", () => {
  const key = actionsKey("a secret of thirty-two characters");
  expect(actionsKey("a secret of thirty-two characters")).toBe(key);
  expect(actionsKey("another secret of that many characters")).not.toBe(key);
  expect(Buffer.from(key, "base64")).toHaveLength(32);
});
