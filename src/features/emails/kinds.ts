import type { EmailPurpose } from "@/db/enums";

/** What an email's last look asks of the fact it tells of. */
export type FactNow = {
  /** When the project was completed, or the assignment done; null when it is open. */
  completedAt: Date | null;
  /** When the question about the project was first answered. */
  answeredAt: Date | null;
  /** When the thank-you to this person about the project will be sent; null when none waits. */
  thankYouAt: Date | null;
};

type EmailKindEntry = {
  /** What its reader may say no to. */
  purpose: EmailPurpose;
  /** What the studio calls it, and why it is sent, for the look ahead. */
  name: string;
  why: string;
  /** Everyone gets it alike: it can't be edited or skipped for one reader. */
  isForEveryone?: true;
  /** Why its words are not changed where emails are, and where they are. Absent where they can be. */
  whyNotEdited?: string;
  /** Why it is no longer wanted, by its fact as it is now; null when it still is. Absent where a fact stays true. */
  whyUnwanted?: (fact: FactNow) => string | null;
  /** When what has to be sent first will be; null when nothing has. Absent where nothing ever has. */
  waitsFor?: (fact: FactNow) => Date | null;
};

const reopened = ({ completedAt }: FactNow) => (completedAt ? null : "The project is open again.");

const resumed = ({ completedAt }: FactNow) =>
  completedAt ? null : "The assignment is open again.";

const asked = (fact: FactNow) =>
  fact.answeredAt ? "The question has been answered." : reopened(fact);

/**
 * Every kind of email there is. A new one is an entry here, its words in its room, five translations, and a sample in
 * the gallery (`app/gallery`).
 */
export const emailKinds = {
  "sign-in.requested": {
    purpose: "PROJECT",
    name: "Sign-in link",
    why: "Somebody asked to sign in",
  },
  "studio.erasureAsked": {
    purpose: "PROJECT",
    name: "Email about your studio",
    why: "You asked to erase your studio",
  },
  "studio.erased": {
    purpose: "PROJECT",
    name: "Email about your studio",
    why: "Your studio was erased",
  },
  "project.completed": {
    purpose: "PROJECT",
    name: "Thank-you",
    why: "The project is completed",
    whyUnwanted: reopened,
  },
  "survey.invited": {
    purpose: "SURVEY",
    name: "Check-back",
    why: "It asks whether it was up to mark",
    whyUnwanted: asked,
    waitsFor: ({ thankYouAt }) => thankYouAt,
  },
  "survey.reminded": {
    purpose: "SURVEY",
    name: "Reminder",
    why: "The check-back has no answer yet",
    whyUnwanted: asked,
  },
  "quietClient.asked": {
    purpose: "SURVEY",
    name: "Quiet-client check",
    why: "It asks whether something went wrong",
    whyUnwanted: reopened,
  },
  "quietClient.answered": {
    purpose: "PROJECT",
    name: "Email about a quiet client",
    why: "A client said why they have been quiet",
  },
  "testimonial.invited": {
    purpose: "SURVEY",
    name: "Testimonial invitation",
    why: "It asks for a few words in public",
    isForEveryone: true,
    whyUnwanted: reopened,
  },
  "testimonial.changed": {
    purpose: "PROJECT",
    name: "Email about a testimonial",
    why: "A client wrote, changed or removed a testimonial",
  },
  "message.posted": {
    purpose: "PROJECT",
    name: "Email about your message",
    why: "You wrote a message",
  },
  "deadline.moved": {
    purpose: "PROJECT",
    name: "Delay notice",
    why: "A promised date moved",
    whyUnwanted: ({ completedAt }) => (completedAt ? "The project is completed." : null),
  },
  "work.shown": {
    purpose: "DIGEST",
    name: "Progress update",
    why: "You posted progress",
  },
  "file.received": {
    purpose: "PROJECT",
    name: "Email about files",
    why: "A client sent files",
  },
  "file.sent": {
    purpose: "PROJECT",
    name: "Email about your files",
    why: "You sent files",
  },
  "answer.received": {
    purpose: "PROJECT",
    name: "Email about an answer",
    why: "A client answered",
  },
  "case.apologized": {
    purpose: "PROJECT",
    name: "Apology",
    why: "You answered a complaint",
    whyNotEdited:
      "An apology is changed on its case: undo it there first. What it promises is kept there.",
  },
  "ownIt.told": {
    purpose: "PROJECT",
    name: "Own-it email",
    why: "Something went wrong for several clients",
  },
  "case.specified": {
    purpose: "PROJECT",
    name: "Email about a complaint",
    why: "A client said what wasn’t right",
  },
  "deadlines.at-risk": {
    purpose: "PROJECT",
    name: "Morning email",
    why: "Promised dates are at risk",
  },
  "year.reviewed": {
    purpose: "PROJECT",
    name: "Email about the past year",
    why: "You asked for it each January",
  },
  "assignment.begun": {
    purpose: "PROJECT",
    name: "Assignment",
    why: "You gave a subcontractor work",
  },
  "assignment.posted": {
    purpose: "PROJECT",
    name: "Email about your message",
    why: "You wrote to a subcontractor, or sent them a file",
  },
  "assignment.moved": {
    purpose: "PROJECT",
    name: "Delay notice",
    why: "A date of an assignment moved",
  },
  "assignment.paid": {
    purpose: "PROJECT",
    name: "Email about a payment",
    why: "You paid a subcontractor",
  },
  "assignment.thanked": {
    purpose: "PROJECT",
    name: "Thank-you",
    why: "An assignment is done",
    whyUnwanted: resumed,
  },
  "assignment.asked": {
    purpose: "SURVEY",
    name: "Check-back",
    why: "It asks a subcontractor whether you were good to work with",
    whyUnwanted: (fact) => (fact.answeredAt ? "The question has been answered." : resumed(fact)),
    waitsFor: ({ thankYouAt }) => thankYouAt,
  },
  "assignment.received": {
    purpose: "PROJECT",
    name: "Email about a subcontractor",
    why: "A subcontractor wrote, or sent files",
  },
  "assignment.answered": {
    purpose: "PROJECT",
    name: "Email about an answer",
    why: "A subcontractor said how it was to work with you",
  },
  "email.bounced": {
    purpose: "PROJECT",
    name: "Email about a bounce",
    why: "An email came back",
  },
  "email.complained": {
    purpose: "PROJECT",
    name: "Email about a complaint",
    why: "An email was marked as spam",
  },
} satisfies Record<string, EmailKindEntry>;

export type EmailKind = keyof typeof emailKinds;

/** The entry of a kind as it comes out of the database; null for one that an older version had. */
export function emailKind(kind: string): EmailKindEntry | null {
  return kind in emailKinds ? emailKinds[kind as EmailKind] : null;
}

export const EMAIL_KINDS = Object.keys(emailKinds) as EmailKind[];
