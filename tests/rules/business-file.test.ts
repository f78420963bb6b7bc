import { expect, test } from "vitest";
import { nextQuestion, parts } from "@/features/business-file/rules";

const empty = { sells: "", toWhom: "", words: "", dates: "", cannot: "" };

test("the next question is about the first thing that is not known", () => {
  expect(nextQuestion(empty)).toBe(parts.sells.question);
  expect(nextQuestion({ ...empty, sells: "Tours", words: "Trips" })).toBe(parts.toWhom.question);
  expect(nextQuestion({ sells: "a", toWhom: "b", words: "c", dates: "d", cannot: "e" })).toBeNull();
});
