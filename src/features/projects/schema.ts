import { z } from "zod";
import { saying } from "@/language/say";
import { id, line, optionalParagraph } from "@/lib/fields";

export const newProject = z.object({
  contactId: id("contact"),
  title: line("projects.describe.project", 120, "projects.describe.projectMissing"),
  formKey: z.uuid(saying("projects.formIncomplete")),
  summary: optionalParagraph("projects.describe.agreed", 600),
  /** The message by which the client asked for it. */
  askedById: z.preprocess((value) => (value === "" ? undefined : value), id("message").optional()),
});

export const projectRef = z.object({ projectId: id("project") });

/** Its completion: despite open items, and with the private extras revealed. */
export const completedProject = projectRef.extend({
  anyway: z.literal("yes").optional(),
  /** Whether it waits for no sign-off. */
  atOnce: z.literal("yes").optional(),
  withExtras: z.literal("yes").optional(),
  /** Whether it was asked what becomes of the promises that are open, and which of them are done. */
  asked: z.literal("yes").optional(),
  done: z.preprocess(
    (value) => (value === undefined ? [] : [value].flat()),
    z.array(id("promise")).max(500, saying("projects.complete.mostPromises")),
  ),
  /** Which of the remedies that were due were kept, and why the others were not. */
  kept: z.preprocess(
    (value) => (value === undefined ? [] : [value].flat()),
    z.array(id("remedy")).max(100, saying("projects.complete.mostRemedies")),
  ),
  notKeptWhy: optionalParagraph("projects.complete.whyNot", 500),
});

/** What was chosen with a completion, as it is kept while the completion waits. */
export const choices = z.object({
  /** The promises that are done with it; left out where nobody was asked. */
  doneIds: z.array(id("promise")).max(500).optional(),
  withExtras: z.boolean().optional(),
});
export type Choices = z.infer<typeof choices>;
/** A project that is closed without a delivery, with what the client reads about it, if anything. */
export const cancelledProject = projectRef.extend({
  text: optionalParagraph("deadlines.drop.text", 2000),
  formKey: z.uuid(saying("form.incomplete")),
});

/** Whom it is for, and who gets its emails as well. */
export const projectPeople = projectRef.extend({
  contactId: id("contact"),
  alsoIds: z.preprocess(
    (value) => (value === undefined ? [] : [value].flat()),
    z.array(id("contact")).max(50, saying("projects.people.most")),
  ),
});

export const describedProject = projectRef.extend({
  title: line("projects.describe.project", 120, "projects.describe.projectMissing"),
  summary: optionalParagraph("projects.describe.agreed", 600),
});
