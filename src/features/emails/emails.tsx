import { randomUUID } from "node:crypto";
import type { Words } from "@/mail/words";
import type { NewEmail } from "./commands";

/** The way in for a freelancer. It belongs to no studio, is shown nowhere, and is purged once it has left. */
export function signInEmail(address: string, url: string, now: Date): NewEmail {
  return {
    freelancerId: null,
    kind: "sign-in.requested",
    dedupeKey: `sign-in.requested:${randomUUID()}`,
    fromName: "Uptomark",
    replyTo: null,
    toName: "",
    toAddress: address,
    subject: "Your sign-in link",
    words: {
      greeting: "Hello,",
      paragraphs: [
        "Here is the sign-in link you asked for. It works once, within ten minutes. Didn’t ask for it? Ignore this email.",
      ],
      link: { sentence: "Sign in to your studio", url },
      closing: "",
      signature: "Uptomark",
    },
    sendAt: now,
  };
}

type CameBack = {
  freelancerName: string;
  subject: string;
  toName: string;
  toAddress: string;
  kind: "bounced" | "complained";
  isForGood: boolean;
  why: string;
};

/** Tells the freelancer that an email of theirs came back or was not wanted, why, and what can be done. */
export function emailCameBack(facts: CameBack, page: string): { subject: string; words: Words } {
  const { freelancerName, subject, toName, toAddress, kind, isForGood, why } = facts;
  const cure = isForGood
    ? "Nothing more is sent to that address. Correct it, or try it again once it works."
    : "The address stays in use. Reach them another way if it can’t wait.";
  return {
    subject:
      kind === "bounced"
        ? `Bounced: your email to ${toName}`.slice(0, 60)
        : `Marked as spam: your email to ${toName}`.slice(0, 60),
    words: {
      greeting: `${freelancerName},`,
      paragraphs: [
        kind === "bounced"
          ? `Your email “${subject}” to ${toName} (${toAddress}) bounced. ${why}`
          : `Your email “${subject}” to ${toName} (${toAddress}) was marked as spam.`,
        kind === "bounced"
          ? cure
          : "Nothing more is sent to that address. Reach them another way, and ask what they would like to hear from you.",
      ],
      link: { sentence: "Open in the studio", url: page },
      closing: "",
      signature: "Uptomark",
    },
  };
}
