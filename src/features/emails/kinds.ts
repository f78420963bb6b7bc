import type { EmailPurpose } from "@/db/enums";
import type { StudioKey } from "@/language/say";
import { stored } from "@/language/stored";
import { signInKinds } from "@/features/emails/sign-in/kinds";

/** What an email's last look asks of the fact it tells of. */
export type FactNow = {
  /** When the project was completed, or the assignment done; null when it is open. */
  completedAt: Date | null;
  /** When the question about the project was first answered. */
  answeredAt: Date | null;
  /** When the thank-you to this person about the project will be sent; null when none waits. */
  thankYouAt: Date | null;
  /** The request that is made or reminded of. */
  request?: RequestNow;
};

/** What has become of a request, and of what its reminders depend on. */
export type RequestNow = {
  answeredAt: Date | null;
  cancelledAt: Date | null;
  /** Whether its project is for somebody else by now than who was asked. */
  isForOther: boolean;
  /** Since when a case is open with the client. */
  caseOpenedAt: Date | null;
  /** Since when the freelancer wants no reminders of requests. */
  nudgesOffAt: Date | null;
};

type EmailKindEntry = {
  /** What its reader may say no to. */
  purpose: EmailPurpose;
  /** What the studio calls it, and why it is sent, for the look ahead. */
  name: StudioKey;
  why: StudioKey;
  /** Everyone gets it alike: it can't be edited or skipped for one reader. */
  isForEveryone?: true;
  /** Why its words are not changed where emails are, and where they are. Absent where they can be. */
  whyNotEdited?: StudioKey;
  /** Why it is no longer wanted, by its fact as it is now; null when it still is. Absent where a fact stays true. */
  whyUnwanted?: (fact: FactNow) => string | null;
  /** When what has to be sent first will be; null when nothing has. Absent where nothing ever has. */
  waitsFor?: (fact: FactNow) => Date | null;
};

const reopened = ({ completedAt }: FactNow) => (completedAt ? null : stored("projectOpen"));

const completed = ({ completedAt }: FactNow) => (completedAt ? stored("projectCompleted") : null);

const resumed = ({ completedAt }: FactNow) => (completedAt ? null : stored("assignmentOpen"));

const asked = (fact: FactNow) => (fact.answeredAt ? stored("answered") : reopened(fact));

const settled = ({ request, completedAt }: FactNow) => {
  if (request?.answeredAt) return stored("requestAnswered");
  if (request?.cancelledAt) return stored("requestCancelled");
  return completedAt ? stored("projectCompleted") : null;
};

/** Nobody is reminded while they complain, in another's place, or against the freelancer's wish. */
const notNudged = (fact: FactNow) => {
  const { request } = fact;
  if (request?.nudgesOffAt) return stored("nudgesOff");
  if (request?.caseOpenedAt) return stored("caseOpen");
  return request?.isForOther ? stored("contactChanged") : settled(fact);
};

/**
 * Every kind of email there is. A new one is an entry here, its words in its room, five translations, and a sample in
 * the gallery (`app/gallery`).
 */
export const emailKinds = {
  ...signInKinds,
  "studio.erasureAsked": {
    purpose: "PROJECT",
    name: "emails.kinds.studio",
    why: "emails.why.erasureAsked",
  },
  "studio.erased": {
    purpose: "PROJECT",
    name: "emails.kinds.studio",
    why: "emails.why.studioErased",
  },
  "project.welcomed": {
    purpose: "PROJECT",
    name: "emails.kinds.welcome",
    why: "emails.why.welcome",
    whyUnwanted: ({ completedAt }) => (completedAt ? stored("projectCompleted") : null),
  },
  "project.completed": {
    purpose: "PROJECT",
    name: "emails.kinds.thankYou",
    why: "emails.why.thankYou",
    whyUnwanted: reopened,
  },
  "survey.invited": {
    purpose: "SURVEY",
    name: "emails.kinds.checkBack",
    why: "emails.why.checkBack",
    whyUnwanted: asked,
    waitsFor: ({ thankYouAt }) => thankYouAt,
  },
  "survey.reminded": {
    purpose: "SURVEY",
    name: "emails.kinds.reminder",
    why: "emails.why.reminder",
    whyUnwanted: asked,
  },
  "quietClient.asked": {
    purpose: "SURVEY",
    name: "emails.kinds.quietAsked",
    why: "emails.why.quietAsked",
    whyUnwanted: reopened,
  },
  "quietClient.answered": {
    purpose: "PROJECT",
    name: "emails.kinds.quietAnswered",
    why: "emails.why.quietAnswered",
  },
  "testimonial.invited": {
    purpose: "SURVEY",
    name: "emails.kinds.testimonialInvited",
    why: "emails.why.testimonialInvited",
    isForEveryone: true,
    whyUnwanted: reopened,
  },
  "testimonial.changed": {
    purpose: "PROJECT",
    name: "emails.kinds.testimonialChanged",
    why: "emails.why.testimonialChanged",
  },
  "message.posted": {
    purpose: "PROJECT",
    name: "emails.kinds.message",
    why: "emails.why.message",
  },
  "deadline.moved": {
    purpose: "PROJECT",
    name: "emails.kinds.moved",
    why: "emails.why.moved",
    whyUnwanted: completed,
  },
  "signOff.asked": {
    purpose: "PROJECT",
    name: "emails.kinds.signOff",
    why: "emails.why.signOff",
    whyUnwanted: completed,
  },
  "project.completing": {
    purpose: "PROJECT",
    name: "emails.kinds.completing",
    why: "emails.why.completing",
    whyUnwanted: completed,
  },
  "signOff.accepted": {
    purpose: "PROJECT",
    name: "emails.kinds.accepted",
    why: "emails.why.accepted",
  },
  "request.asked": {
    purpose: "PROJECT",
    name: "emails.kinds.request",
    why: "emails.why.request",
    whyUnwanted: settled,
  },
  "request.nudged": {
    purpose: "PROJECT",
    name: "emails.kinds.requestNudge",
    why: "emails.why.requestNudge",
    whyUnwanted: notNudged,
  },
  "work.shown": {
    purpose: "DIGEST",
    name: "emails.kinds.work",
    why: "emails.why.work",
  },
  "file.received": {
    purpose: "PROJECT",
    name: "emails.kinds.filesReceived",
    why: "emails.why.filesReceived",
  },
  "file.sent": {
    purpose: "PROJECT",
    name: "emails.kinds.filesSent",
    why: "emails.why.filesSent",
  },
  "answer.received": {
    purpose: "PROJECT",
    name: "emails.kinds.answer",
    why: "emails.why.answer",
  },
  "case.apologized": {
    purpose: "PROJECT",
    name: "emails.kinds.apology",
    why: "emails.why.apology",
    whyNotEdited: "emails.refused.apology",
  },
  "ownIt.told": {
    purpose: "PROJECT",
    name: "emails.kinds.ownIt",
    why: "emails.why.ownIt",
  },
  "case.specified": {
    purpose: "PROJECT",
    name: "emails.kinds.specified",
    why: "emails.why.specified",
  },
  "deadlines.at-risk": {
    purpose: "PROJECT",
    name: "emails.kinds.atRisk",
    why: "emails.why.atRisk",
  },
  "year.reviewed": {
    purpose: "PROJECT",
    name: "emails.kinds.yearReviewed",
    why: "emails.why.yearReviewed",
  },
  "assignment.begun": {
    purpose: "PROJECT",
    name: "emails.kinds.assignment",
    why: "emails.why.assignmentBegun",
  },
  "assignment.posted": {
    purpose: "PROJECT",
    name: "emails.kinds.message",
    why: "emails.why.assignmentPosted",
  },
  "assignment.moved": {
    purpose: "PROJECT",
    name: "emails.kinds.moved",
    why: "emails.why.assignmentMoved",
  },
  "assignment.paid": {
    purpose: "PROJECT",
    name: "emails.kinds.payment",
    why: "emails.why.assignmentPaid",
  },
  "assignment.thanked": {
    purpose: "PROJECT",
    name: "emails.kinds.thankYou",
    why: "emails.why.assignmentThanked",
    whyUnwanted: resumed,
  },
  "assignment.asked": {
    purpose: "SURVEY",
    name: "emails.kinds.checkBack",
    why: "emails.why.assignmentAsked",
    whyUnwanted: (fact) => (fact.answeredAt ? stored("answered") : resumed(fact)),
    waitsFor: ({ thankYouAt }) => thankYouAt,
  },
  "assignment.received": {
    purpose: "PROJECT",
    name: "emails.kinds.subcontractor",
    why: "emails.why.assignmentReceived",
  },
  "assignment.answered": {
    purpose: "PROJECT",
    name: "emails.kinds.answer",
    why: "emails.why.assignmentAnswered",
  },
  "email.bounced": {
    purpose: "PROJECT",
    name: "emails.kinds.bounced",
    why: "emails.why.bounced",
  },
  "email.complained": {
    purpose: "PROJECT",
    name: "emails.kinds.complained",
    why: "emails.why.complained",
  },
} satisfies Record<string, EmailKindEntry>;

export type EmailKind = keyof typeof emailKinds;

/** The entry of a kind as it comes out of the database; null for one that an older version had. */
export function emailKind(kind: string): EmailKindEntry | null {
  return kind in emailKinds ? emailKinds[kind as EmailKind] : null;
}

export const EMAIL_KINDS = Object.keys(emailKinds) as EmailKind[];
