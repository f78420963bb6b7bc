import { z } from "zod";
import { id, optionalParagraph } from "@/lib/fields";

/** What each part is called. */
export const labels = {
  sells: "What they sell",
  toWhom: "Who buys it",
  words: "Their words",
  dates: "Their dates",
  cannot: "What couldn’t be done, and how you explained it",
};

const part = (name: keyof typeof labels) =>
  optionalParagraph(labels[name], 2000).transform((text) => text ?? "");

export const businessFile = z.object({
  clientId: id("client"),
  sells: part("sells"),
  toWhom: part("toWhom"),
  words: part("words"),
  dates: part("dates"),
  cannot: part("cannot"),
});
