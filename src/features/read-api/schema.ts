import { z } from "zod";

const id = z.uuid();
const instant = z.iso.datetime();
const day = z.iso.date();

export const project = z.strictObject({
  id,
  title: z.string(),
  summary: z.string(),
  client: z.strictObject({ id, name: z.string() }),
  contact: z.strictObject({ id, name: z.string() }),
  state: z.enum(["open", "completed", "cancelled"]),
  createdAt: instant,
  completedAt: instant.nullable(),
  cancelledAt: instant.nullable(),
  archivedAt: instant.nullable(),
});

export const deadline = z.strictObject({
  id,
  projectId: id,
  title: z.string(),
  promisedOn: day,
  targetOn: day.nullable(),
  holder: z.enum(["freelancer", "client"]),
  state: z.enum(["open", "met", "dropped"]),
  atRiskAt: instant.nullable(),
  metAt: instant.nullable(),
  droppedAt: instant.nullable(),
  createdAt: instant,
});

export const answer = z.strictObject({
  id,
  surveyId: id,
  projectId: id,
  contactId: id,
  verdict: z.enum(["up to mark", "nearly", "not up to mark"]),
  effort: z.int().min(1).max(5).nullable(),
  words: z.string(),
  isRevision: z.boolean(),
  isInDoubt: z.boolean(),
  answeredAt: instant,
});

export const clientCase = z.strictObject({
  id,
  clientId: id,
  contactId: id,
  projectId: id.nullable(),
  state: z.enum(["open", "closed"]),
  openedAt: instant,
  firstRespondedAt: instant.nullable(),
  apologizedAt: instant.nullable(),
  repliedAt: instant.nullable(),
  closedAt: instant.nullable(),
  outcome: z.enum(["kept", "lost", "unclear"]).nullable(),
  cause: z.string(),
});

/** A page of a list: what is asked for next is what comes after `next`; null on the last one. */
export const pageOf = <S extends z.ZodType>(one: S) =>
  z.strictObject({ data: z.array(one), next: id.nullable() });

/** What is answered instead, as RFC 9457 has it. */
export const problem = z.strictObject({
  type: z.literal("about:blank"),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
});

export const MOST_ON_A_PAGE = 100;

export const asked = z.strictObject({
  after: z.uuid("after: give the id that the page before ended with, from its next.").optional(),
  limit: z
    .string()
    .regex(/^([1-9]\d?|100)$/, "limit: give a whole number from 1 to 100.")
    .transform(Number)
    .default(50),
});
export type Asked = z.infer<typeof asked>;

export type ProjectAnswer = z.infer<typeof project>;
export type DeadlineAnswer = z.infer<typeof deadline>;
export type SurveyAnswer = z.infer<typeof answer>;
export type CaseAnswer = z.infer<typeof clientCase>;
