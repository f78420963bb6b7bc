import { z } from "zod";
import { saying } from "@/language/say";
import { id, optionalParagraph, paragraph } from "@/lib/fields";

/** What a complaint can be about, in the order in which it is asked. */
export const COMPLAINT_ABOUT = ["RESULT", "DATE", "COMMUNICATION", "PRICE", "OTHER"] as const;

const ticked = z.preprocess((value) => value === "yes", z.boolean());

/** What exactly was not right, as a client ticks and types it. At least one of the two is said. */
export const specified = z
  .object({
    RESULT: ticked,
    DATE: ticked,
    COMMUNICATION: ticked,
    PRICE: ticked,
    OTHER: ticked,
    specifics: optionalParagraph("cases.fields.specifics", 4000),
  })
  .refine(
    ({ specifics, ...about }) => specifics !== undefined || Object.values(about).some(Boolean),
    { path: ["about"], ...saying("cases.fields.tickOrWrite") },
  );

const publicUrl = z.preprocess(
  (value) => (typeof value === "string" && value.trim() === "" ? undefined : value),
  z
    .url({
      protocol: /^https?$/,
      ...saying("cases.fields.publicUrl", { example: "https://example.com/reviews/1" }),
    })
    .max(2000, saying("cases.fields.publicUrlLong"))
    .optional(),
);

const optionalId = (what: Parameters<typeof id>[0]) =>
  z.preprocess((value) => (value === "" ? undefined : value), id(what).optional());

export type Specified = z.infer<typeof specified>;

/** A complaint that came by whatever channel, as the freelancer writes it down. */
export const newComplaint = z.object({
  contactId: id("contact"),
  projectId: optionalId("project"),
  channel: z.enum(
    ["PHONE", "EMAIL", "IN_PERSON", "WHATSAPP", "SOCIAL", "PORTAL"],
    saying("cases.fields.channel"),
  ),
  about: z.preprocess(
    (value) => (value === undefined ? [] : [value].flat()),
    z.array(z.enum(COMPLAINT_ABOUT, saying("cases.fields.about"))).max(5),
  ),
  words: paragraph("cases.whatTheySaid", 4000),
  publicUrl,
});
export type NewComplaint = z.infer<typeof newComplaint>;

/** How a case ended. */
export const closedCase = z.object({
  caseId: id("case"),
  outcome: z.enum(["KEPT", "LOST", "UNCLEAR"], saying("cases.fields.outcome")),
  cause: paragraph("cases.fields.cause", 1000),
  noRemedyWhy: optionalParagraph("cases.ending.whyNoRemedy", 1000),
});
export type ClosedCase = z.infer<typeof closedCase>;

export const caseId = z.object({ caseId: id("case") });

/** What was replied to a public comment, where everyone reads it. */
export const publicReply = z.object({
  complaintId: id("complaint"),
  reply: paragraph("cases.public.title", 4000),
});
