import { z } from "zod";
import { say } from "@/language/say";
import { id, line } from "@/lib/fields";

/** As many dates as one template holds, and as one form begins a project with. */
export const MOST_DATES = 200;

/** As many requests. */
export const MOST_REQUESTS = 20;

/** As far as working days are counted, some nineteen months: a date beyond it counts as this far away. */
export const MOST_WORKING_DAYS = 400;

const name = line("checklist.name", 80, "checklist.nameMissing");

export const keptTemplate = z.object({ projectId: id("project"), name });
export const templateRef = z.object({ templateId: id("template") });
export const usedTemplate = templateRef.extend({ projectId: id("project") });

/** A template as stored in the database: its items' texts, in order. */
export const templateItems = z.array(z.string().max(200)).max(100);

const workingDays = z.number().int().min(0).max(MOST_WORKING_DAYS);

/** A template's dates as stored in the database, in order. */
export const plannedDates = z
  .array(
    z.object({
      title: z.string().max(120),
      holder: z.enum(["FREELANCER", "CLIENT"]),
      after: workingDays,
      targetAfter: workingDays.nullable(),
    }),
  )
  .max(MOST_DATES);

const kinds = ["FILE", "ANSWER", "DECISION"] as const;

/** What a decision is between. */
export const optionTexts = z.array(z.string()).max(6);

/** What a template asks the client for, as stored in the database, in order. */
export const plannedRequests = z
  .array(
    z.object({
      kind: z.enum(kinds),
      title: z.string().max(150),
      details: z.string().max(2000),
      options: optionTexts,
      after: workingDays,
    }),
  )
  .max(MOST_REQUESTS);

/** What a project begins from. */
export type Beginning =
  | { templateId: string; projectId?: undefined }
  | { projectId: string; templateId?: undefined };

const BEGINNING = /^(template|project):(.+)$/;

/** "template:<id>" or "project:<id>", as a form and an address say it; undefined where it is left empty. */
export const beginning = z.preprocess(
  (value) => (value === "" ? undefined : value),
  z
    .string()
    .max(60)
    .transform((text, context): Beginning => {
      const [, what, ref] = BEGINNING.exec(text) ?? [];
      const { data } = z.uuid().safeParse(ref);
      if (data && what === "template") return { templateId: data };
      if (data && what === "project") return { projectId: data };
      context.addIssue({ code: "custom", message: say("missing.template") });
      return z.NEVER;
    })
    .optional(),
);
