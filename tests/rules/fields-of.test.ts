import { describe, expect, test } from "vitest";
import { z } from "zod";
import { newNotice } from "@/features/deadlines/notice/schema";
import { followUpSettings } from "@/features/follow-ups/settings/schema";
import { newProject } from "@/features/projects/schema";
import { studioSettings } from "@/features/studio/schema";
import { line, optionalParagraph, paragraph, wholeNumber } from "@/lib/fields";
import { fieldsOf } from "@/lib/fields-of";

describe("a field's facts come from its schema", () => {
  test.each([
    ["a line", line("Title", 120), { required: true, maxLength: 120 }],
    ["a paragraph, past its transform", paragraph("Text", 400), { required: true, maxLength: 400 }],
    [
      "a paragraph with a rule of its own",
      paragraph("Text", 400).refine((text) => text !== "no"),
      { required: true, maxLength: 400 },
    ],
    ["what may be left empty", optionalParagraph("Text", 600), { maxLength: 600 }],
    ["a number within bounds", wholeNumber("Days", 1, 60), { required: true, min: 1, max: 60 }],
    ["a bound inside an optional", z.string().max(7).optional(), { maxLength: 7 }],
    [
      "a bound inside a nullable",
      z.string().min(1).max(7).nullable(),
      { required: true, maxLength: 7 },
    ],
    ["a bound behind a default", z.string().max(7).default("x"), { maxLength: 7 }],
    ["a bound before a transform", z.string().max(9).transform(Number), { maxLength: 9 }],
    ["a choice", z.enum(["a", "b"]), { required: true }],
  ])("%s", (_what, field, facts) => {
    expect(fieldsOf(z.object({ field })).field).toEqual({ name: "field", ...facts });
  });

  test("an object with a rule keeps its fields", () => {
    const refined = z.object({ text: line("Text", 5) }).refine(() => true);
    expect(fieldsOf(refined).text).toEqual({ name: "text", required: true, maxLength: 5 });
  });

  test("the product's own schemas give their bounds", () => {
    expect(fieldsOf(newProject).title).toEqual({ name: "title", required: true, maxLength: 120 });
    expect(fieldsOf(newProject).summary).toEqual({ name: "summary", maxLength: 600 });
    expect(fieldsOf(newNotice).reason).toEqual({ name: "reason", maxLength: 2000 });
    expect(fieldsOf(followUpSettings).reminderDays).toEqual({
      name: "reminderDays",
      required: true,
      min: 1,
      max: 60,
    });
    expect(fieldsOf(studioSettings).hours1).toEqual({ name: "hours1", maxLength: 100 });
  });

  test("a field that is not there does not compile", () => {
    // @ts-expect-error: the schema has no such field.
    expect(fieldsOf(newProject).headline).toBeUndefined();
  });
});
