import { z } from "zod";
import { say, saying } from "@/language/say";
import { countCharacters } from "@/lib/cut";
import { id, line, name, paragraph } from "@/lib/fields";

/** The most that a testimonial and a public reply may have. */
export const MOST_TEXT = 1000;
/** The most characters of a name, as a reader counts them. */
export const MOST_NAME = 100;
/** What a hundred characters may be made of: a family of five is one, and eleven units. */
const MOST_NAME_UNITS = 2000;

const shownName = z
  .string(saying("wall.fields.nameMissing"))
  .superRefine((text, context) => {
    if (text.length <= MOST_NAME_UNITS && countCharacters(text.trim()) <= MOST_NAME) return;
    context.addIssue({
      code: "too_big",
      origin: "string",
      maximum: MOST_NAME,
      inclusive: true,
      message: say("wall.fields.nameLong", { most: MOST_NAME }),
    });
  })
  .pipe(name("wall.fields.name", MOST_NAME_UNITS, "wall.fields.nameMissing"));

/** What a contact says in public, under which name, and the sentence they agreed to, word for word. */
export const newTestimonial = z.object({
  quote: paragraph("wall.fields.words", MOST_TEXT),
  shownName,
  consent: z.string(saying("wall.fields.agreement")).min(1).max(1000),
});
export type NewTestimonial = z.infer<typeof newTestimonial>;

export const testimonialRef = z.object({ testimonialId: id("testimonial") });
export const publicReply = testimonialRef.extend({
  text: paragraph("wall.publicReply", MOST_TEXT),
});
export const hiding = testimonialRef.extend({
  hiddenFor: z.enum(["UNLAWFUL", "OFF_TOPIC"], saying("wall.fields.reason")),
  why: line("wall.exactly", 300),
});
