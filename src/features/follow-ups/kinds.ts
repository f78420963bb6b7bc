import type { FollowUpKind } from "@/db/enums";
import type { StoredKey } from "@/language/stored";

/** Every kind of follow-up there is: what the freelancer reads of it, the email it becomes, and its standard words. */
export const followUpKinds = {
  THANK_YOU: {
    name: "thankYou",
    email: "project.completed",
    isStoppedByCase: false,
    words: {
      subject: "emails.completed.subject",
      paragraphs: ["emails.completed.done", "emails.completed.stays"],
    },
  },
  CHECK_BACK: {
    name: "checkBack",
    email: "survey.invited",
    isStoppedByCase: true,
    words: {
      subject: "emails.survey.subject",
      paragraphs: ["emails.survey.asked", "emails.survey.why"],
    },
  },
  REMINDER: {
    name: "reminder",
    email: "survey.reminded",
    isStoppedByCase: true,
    words: {
      subject: "emails.reminder.subject",
      paragraphs: ["emails.reminder.asked", "emails.reminder.why"],
    },
  },
  QUIET_CHECK: {
    name: "quietCheck",
    email: "quietClient.asked",
    isStoppedByCase: true,
    words: {
      subject: "quiet.email.subject",
      paragraphs: ["quiet.email.asked", "quiet.email.why"],
    },
  },
  TESTIMONIAL: {
    name: "testimonial",
    email: "testimonial.invited",
    isStoppedByCase: true,
    words: {
      subject: "emails.testimonial.subject",
      paragraphs: ["emails.testimonial.asked", "emails.testimonial.yours"],
    },
  },
} as const satisfies Record<
  FollowUpKind,
  {
    /** The key of its name where that is kept: `language/stored`. */
    name: StoredKey;
    email: string;
    /** Whether an open case cancels it: nobody who complained is asked for more until the case is closed. */
    isStoppedByCase: boolean;
    words: { subject: string; paragraphs: readonly string[] };
  }
>;

/** Every kind that the stop rules are asked about: the thank-you is an email from the start. */
export type AskingKind = Exclude<FollowUpKind, "THANK_YOU">;

export const KINDS_STOPPED_BY_CASE = (Object.keys(followUpKinds) as FollowUpKind[]).filter(
  (kind) => followUpKinds[kind].isStoppedByCase,
);

export const FOLLOW_UP_KINDS = Object.keys(followUpKinds) as FollowUpKind[];

/**
 * Whether the freelancer may skip, move or reword one follow-up of a kind alone. Not an invitation to say something in
 * public: whoever chose whom to ask would choose what is said.
 */
export function mayPick(kind: FollowUpKind): boolean {
  return kind !== "TESTIMONIAL";
}

/** Whether a kind of follow-up is sent by itself in a studio. */
export function isOn(
  studio: { switchedOff: { kind: FollowUpKind }[] },
  kind: FollowUpKind,
): boolean {
  return studio.switchedOff.every((one) => one.kind !== kind);
}
