import { z } from "zod";
import { LANGUAGES } from "@/language/languages";
import { saying } from "@/language/say";
import {
  address,
  day,
  holidayRegion,
  id,
  line,
  name,
  optionalCurrency,
  optionalDay,
  optionalHundredths,
  optionalParagraph,
  paragraph,
  zone,
} from "@/lib/fields";

const person = {
  contactName: name("subcontractors.name", 80, "subcontractors.refused.nameMissing"),
  address: address("subcontractors.address"),
  zone: zone("subcontractors.zone"),
  country: holidayRegion("subcontractors.holidays"),
  language: z.enum(LANGUAGES, saying("subcontractors.refused.languageMissing")),
};

const subcontractorId = id("subcontractor");
const assignmentId = id("assignment");
const dateId = id("date");
const formKey = z.uuid(saying("subcontractors.refused.formIncomplete"));
const blank = (value: unknown) => (value === "" ? undefined : value);

export const newSubcontractor = z.object(person);
export const changedSubcontractor = z.object({ subcontractorId, ...person });
export const subcontractorRef = z.object({ subcontractorId });
export const limitedDesk = z.object({
  subcontractorId,
  lastOn: optionalDay("subcontractors.link.lastOn"),
});

const title = line("subcontractors.title", 120);
const brief = optionalParagraph("subcontractors.brief", 8000);

/** Work for a subcontractor in a project, with the dates it may begin with. */
export const newAssignment = z.object({
  projectId: id("project"),
  subcontractorId,
  formKey,
  title,
  brief,
  theirsOn: optionalDay("subcontractors.theirsOn"),
  payOn: optionalDay("subcontractors.payOn"),
  amount: optionalHundredths("subcontractors.amount"),
  currency: optionalCurrency("subcontractors.currency"),
});
export const describedAssignment = z.object({ assignmentId, title, brief });
export const assignmentRef = z.object({ assignmentId });

export const newDate = z.object({
  assignmentId,
  kind: z.enum(["MINE", "THEIRS"], saying("subcontractors.refused.whoseMissing")),
  title: line("subcontractors.what", 120),
  promisedOn: day("subcontractors.date"),
});
export const newPayDate = z.object({
  assignmentId,
  promisedOn: day("subcontractors.payBy"),
  amount: optionalHundredths("subcontractors.amount"),
  currency: optionalCurrency("subcontractors.currency"),
});
export const movedDate = z.object({
  dateId,
  toOn: day("subcontractors.newDate"),
  reason: optionalParagraph("subcontractors.reason", 1000),
});
export const doneDate = z.object({ dateId, doneOn: day("subcontractors.doneOn") });
export const dateRef = z.object({ dateId });

/** The most characters of a message, and of the open line of an answer. */
export const MOST_IN_MESSAGE = 8000;
export const MOST_IN_WORDS = 1000;

const text = paragraph("subcontractors.message", MOST_IN_MESSAGE);
/** The last message the writer had seen; empty when there was none. */
const seenId = z.preprocess(blank, z.uuid().optional().catch(undefined));

export const messageToSubcontractor = z.object({ assignmentId, text, formKey, seenId });
export const messageFromSubcontractor = z.object({ text, formKey, seenId });
export const seenBySubcontractor = z.object({ seenId: z.uuid() });
export const lineRef = z.object({ assignmentId, messageId: id("message") });
export const assignmentFileRef = z.object({ fileId: id("file") });

/** Whether the freelancer was good to work with. */
export const workingAnswer = z.object({
  working: z.enum(["UP_TO_MARK", "NEARLY", "NOT_UP_TO_MARK"]),
  words: optionalParagraph("subcontractors.words", MOST_IN_WORDS),
});
export type WorkingAnswer = z.infer<typeof workingAnswer>;
