import { expect, test } from "vitest";
import { nextQuestion, parts } from "@/features/business-file/rules";

const known = { sells: "", toWhom: "", words: "", dates: "", cannot: "" };

test("the next question is about the first thing that is not known", () => {
  expect(nextQuestion(known)).toBe(parts.sells.question);
  expect(nextQuestion({ ...known, sells: "Tours", words: "Trips" })).toBe(parts.toWhom.question);
  expect(nextQuestion({ sells: "a", toWhom: "b", words: "c", dates: "d", cannot: "e" })).toBeNull();
});
