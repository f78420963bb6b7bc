import { z } from "zod";
import type { Label } from "@/language/say";
import { id, optionalParagraph } from "@/lib/fields";

const part = (label: Label) => optionalParagraph(label, 2000).transform((text) => text ?? "");

export const businessFile = z.object({
  clientId: id("client"),
  sells: part("businessFile.parts.sells"),
  toWhom: part("businessFile.parts.toWhom"),
  words: part("businessFile.parts.words"),
  dates: part("businessFile.parts.dates"),
  cannot: part("businessFile.parts.cannot"),
});
