import { expect, test } from "vitest";
import { nextToAsk } from "@/features/business-file/rules";

const empty = { sells: "", toWhom: "", words: "", dates: "", cannot: "" };

test("what to ask next is the first thing that is not known", () => {
  expect(nextToAsk(empty)).toBe("sells");
  expect(nextToAsk({ ...empty, sells: "Tours", words: "Trips" })).toBe("toWhom");
  expect(nextToAsk({ sells: "a", toWhom: "b", words: "c", dates: "d", cannot: "e" })).toBeNull();
});
