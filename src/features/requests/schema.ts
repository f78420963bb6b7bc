import { z } from "zod";
import { saying } from "@/language/say";
import { day, id, line, optionalParagraph } from "@/lib/fields";

export const REQUEST_KINDS = ["FILE", "ANSWER", "DECISION"] as const;

/** What a decision is between: one option on each line, as they are typed. */
const optionLines = z
  .string()
  .max(1000, saying("requests.refused.optionsLong"))
  .optional()
  .transform((text = "") => text.split("\n").flatMap((one) => one.trim() || []));

/** The options of a decision as they are stored. */
export const storedOptions = z.array(z.string());

const formKey = z.uuid(saying("form.incomplete"));

const words = {
  title: line("requests.form.title", 150),
  details: optionalParagraph("requests.form.details", 2000),
  dueOn: day("requests.form.dueOn"),
};

/** The fields of a request where a form has several. */
export const askedInForm = {
  kind: z.enum(REQUEST_KINDS, saying("requests.refused.kind")),
  title: words.title,
  details: words.details,
  options: optionLines,
};

/** What is asked of a client. */
export const newRequest = z.object({
  projectId: id("project"),
  kind: askedInForm.kind,
  ...words,
  options: optionLines,
  formKey,
});

export const requestRef = z.object({ requestId: id("request") });
export const changedRequest = requestRef.extend(words);

const option = z.preprocess(
  (value) => (value === "" ? undefined : value),
  line("requests.answer.option", 200).optional(),
);

/** The answer as the freelancer writes it down. */
export const notedAnswer = requestRef.extend({
  option,
  text: optionalParagraph("requests.answer.text", 2000),
  formKey,
});

/** One press on Today: the option that somebody's message meant. */
export const meantOption = requestRef.extend({
  messageId: id("message"),
  option,
});

/** Whether clients are reminded of requests. */
export const nudgeSwitch = z.object({ wanted: z.enum(["yes", "no"]) });

/** What a client sends to a request. Which of it has to be there, its kind says. */
export const answerFromContact = z.object({
  requestId: z.uuid(),
  text: optionalParagraph("requests.answer.text", 8000),
  option: z.string().max(200).optional(),
  formKey,
});
