import { z } from "zod";
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
    specifics: optionalParagraph("What exactly", 4000),
  })
  .refine(
    ({ specifics, ...about }) => specifics !== undefined || Object.values(about).some(Boolean),
    { path: ["about"], message: "Please tick one, or write what it was." },
  );

const publicUrl = z.preprocess(
  (value) => (typeof value === "string" && value.trim() === "" ? undefined : value),
  z
    .url({
      protocol: /^https?$/,
      error: "Public address: it should look like https://example.com/reviews/1.",
    })
    .max(2000, "Public address: please keep it under 2000 characters.")
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
    "Channel: please choose one.",
  ),
  about: z.preprocess(
    (value) => (value === undefined ? [] : [value].flat()),
    z.array(z.enum(COMPLAINT_ABOUT, "What it was about: please choose from the list.")).max(5),
  ),
  words: paragraph("What they said", 4000),
  publicUrl,
});
export type NewComplaint = z.infer<typeof newComplaint>;

/** How a case ended. */
export const closedCase = z.object({
  caseId: id("case"),
  outcome: z.enum(["KEPT", "LOST", "UNCLEAR"], "Outcome: please choose one."),
  cause: paragraph("What went wrong", 1000),
  noRemedyWhy: optionalParagraph("Why there is no remedy", 1000),
});
export type ClosedCase = z.infer<typeof closedCase>;

export const caseId = z.object({ caseId: id("case") });

/** What was replied to a public comment, where everyone reads it. */
export const publicReply = z.object({
  complaintId: id("complaint"),
  reply: paragraph("Public reply", 4000),
});
