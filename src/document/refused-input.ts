import type { z } from "zod";
import { refusal, type Refused } from "@/language/refusals";
import type { Refusal } from "@/lib/errors";

type Words = { missing: Refused; tooLong?: Refused; control?: Refused };

const fields: Record<string, Words> = {
  text: { missing: "messageMissing", tooLong: "messageTooLong", control: "messageControl" },
  formKey: { missing: "formIncomplete" },
  words: { missing: "other", tooLong: "wordsTooLong", control: "wordsControl" },
  verdict: { missing: "noVerdict" },
  effort: { missing: "noEase" },
  updateFrequency: { missing: "noChoice" },
};

/** Why a client's form does not fit: the schema's own sentences are English, its reader's language may be another. */
export function refusedInput({ issues: [issue] }: z.ZodError): Refusal {
  const words = fields[String(issue?.path[0])];
  if (!issue || !words) return refusal("invalid", "other");
  if (issue.code === "too_big" && words.tooLong)
    return refusal("invalid", words.tooLong, { most: Number(issue.maximum) });
  return refusal("invalid", (issue.code === "custom" && words.control) || words.missing);
}
