import type { z } from "zod";
import { refusal, type Refused } from "@/language/refusals";
import type { Refusal } from "@/lib/errors";

type Words = { missing: Refused; tooLong?: Refused; control?: Refused };

const fields: Record<string, Words> = {
  text: { missing: "messageMissing", tooLong: "messageTooLong", control: "messageControl" },
  formKey: { missing: "formIncomplete" },
  option: { missing: "requestOption" },
  words: { missing: "other", tooLong: "wordsTooLong", control: "wordsControl" },
  verdict: { missing: "noVerdict" },
  working: { missing: "noWorking" },
  effort: { missing: "noEase" },
  reason: { missing: "noReason" },
  about: { missing: "nothingSpecified" },
  quote: { missing: "quoteMissing", tooLong: "quoteTooLong", control: "quoteControl" },
  shownName: {
    missing: "shownNameMissing",
    tooLong: "shownNameTooLong",
    control: "shownNameControl",
  },
  consent: { missing: "noConsent" },
  specifics: {
    missing: "nothingSpecified",
    tooLong: "specificsTooLong",
    control: "specificsControl",
  },
  updateFrequency: { missing: "noChoice" },
};

const TOO_LARGE: (string | undefined)[] = ["tooMuch", "fileTooLarge"] satisfies Refused[];

/** How a page that says why a form was refused is sent: 429 with a time to wait, 413 or 422. */
export function refusedStatus({ code, told }: Refusal): {
  status: number;
  headers: Record<string, string>;
} {
  if (code !== "too-many")
    return { status: TOO_LARGE.includes(told?.key) ? 413 : 422, headers: {} };
  return { status: 429, headers: { "retry-after": String((told?.values.minutes ?? 1) * 60) } };
}

/** Why a client's form does not fit: the schema's own sentences are English, its reader's language may be another. */
export function refusedInput({ issues: [issue] }: z.ZodError): Refusal {
  const words = fields[String(issue?.path[0])];
  if (!issue || !words) return refusal("invalid", "other");
  if (issue.code === "too_big" && words.tooLong)
    return refusal("invalid", words.tooLong, { most: Number(issue.maximum) });
  return refusal("invalid", (issue.code === "custom" && words.control) || words.missing);
}
