import { z } from "zod";
import { id, optionalParagraph } from "@/lib/fields";
import { parts } from "./rules";

const part = (name: keyof typeof parts) =>
  optionalParagraph(parts[name].label, 2000).transform((text) => text ?? "");

export const businessFile = z.object({
  clientId: id("client"),
  sells: part("sells"),
  toWhom: part("toWhom"),
  words: part("words"),
  dates: part("dates"),
  cannot: part("cannot"),
});
