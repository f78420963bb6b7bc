import { afterEach, beforeEach, expect } from "vitest";

const errors: unknown[][] = [];
const original = console.error;

beforeEach(() => {
  errors.length = 0;
  console.error = (...words: unknown[]) => {
    errors.push(words);
    original(...words);
  };
});

afterEach(() => {
  console.error = original;
  expect(errors, "nothing may be written to console.error").toEqual([]);
});
