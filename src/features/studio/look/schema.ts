import { z } from "zod";
import { optionalParagraph, optionalWebAddress } from "@/lib/fields";
import { saying } from "@/language/say";

/** A colour as typed: "#1F6B4F", "1f6b4f" or "#1a5". Stored in six digits, in lower case. */
const colour = z
  .string(saying("look.colourShape"))
  .trim()
  .regex(/^#?([0-9a-f]{3}|[0-9a-f]{6})$/i, saying("look.colourShape"))
  .transform((text) => {
    const digits = text.replace("#", "").toLowerCase();
    return `#${digits.length === 3 ? digits.replace(/./g, "$&$&") : digits}`;
  });

const blankAsNone = (value: unknown) =>
  typeof value === "string" && value.trim() === "" ? undefined : value;

export const studioLook = z.object({
  accent: z.preprocess(blankAsNone, colour.optional()),
  welcome: optionalParagraph("look.welcome", 300).transform((text) => text ?? ""),
  siteUrl: optionalWebAddress("look.site"),
});
export type StudioLook = z.infer<typeof studioLook>;
