import { z } from "zod";
import { LANGUAGES } from "@/language/languages";
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
  contactName: name("Name", 80, "Enter their name."),
  address: address("Email address"),
  zone: zone("Time zone"),
  country: holidayRegion("Public holidays"),
  language: z.enum(LANGUAGES, "Language: please choose one."),
};

const subcontractorId = id("subcontractor");
const assignmentId = id("assignment");
const dateId = id("date");
const formKey = z.uuid(
  "This form is incomplete. Reload the page; you can copy over what you typed.",
);
const blank = (value: unknown) => (value === "" ? undefined : value);

export const newSubcontractor = z.object(person);
export const changedSubcontractor = z.object({ subcontractorId, ...person });
export const subcontractorRef = z.object({ subcontractorId });
export const limitedDesk = z.object({ subcontractorId, lastOn: optionalDay("Works until") });

const title = line("What they do", 120);
const brief = optionalParagraph("Brief", 8000);

/** Work for a subcontractor in a project, with the dates it may begin with. */
export const newAssignment = z.object({
  projectId: id("project"),
  subcontractorId,
  formKey,
  title,
  brief,
  theirsOn: optionalDay("I need it by"),
  payOn: optionalDay("I pay by"),
  amount: optionalHundredths("Amount"),
  currency: optionalCurrency("Currency"),
});
export const describedAssignment = z.object({ assignmentId, title, brief });
export const assignmentRef = z.object({ assignmentId });

export const newDate = z.object({
  assignmentId,
  kind: z.enum(["MINE", "THEIRS"], "Whose turn: please choose one."),
  title: line("What", 120),
  promisedOn: day("Date"),
});
export const newPayDate = z.object({
  assignmentId,
  promisedOn: day("I pay by"),
  amount: optionalHundredths("Amount"),
  currency: optionalCurrency("Currency"),
});
export const movedDate = z.object({
  dateId,
  toOn: day("New date"),
  reason: optionalParagraph("Reason", 1000),
});
export const doneDate = z.object({ dateId, doneOn: day("Day") });
export const dateRef = z.object({ dateId });

/** The most characters of a message, and of the open line of an answer. */
export const MOST_IN_MESSAGE = 8000;
export const MOST_IN_WORDS = 1000;

const text = paragraph("Message", MOST_IN_MESSAGE);
/** The last message the writer had seen; empty when there was none. */
const seenId = z.preprocess(blank, z.uuid().optional().catch(undefined));

export const messageToSubcontractor = z.object({ assignmentId, text, formKey, seenId });
export const messageFromSubcontractor = z.object({ text, formKey, seenId });
export const seenBySubcontractor = z.object({ seenId: z.uuid() });
export const lineRef = z.object({ assignmentId, messageId: id("message") });
export const assignmentFileRef = z.object({ fileId: id("file") });

/** Whether the freelancer was good to work with. */
export const workingAnswer = z.object({
  working: z.enum(
    ["UP_TO_MARK", "NEARLY", "NOT_UP_TO_MARK"],
    "Please choose one of the three answers.",
  ),
  words: optionalParagraph("In your words", MOST_IN_WORDS),
});
export type WorkingAnswer = z.infer<typeof workingAnswer>;
