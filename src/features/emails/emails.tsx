import { randomUUID } from "node:crypto";
import { tags } from "@/language/languages";
import { say, spokenLanguage } from "@/language/say";
import { shortSubject } from "@/lib/cut";
import type { Words } from "@/mail/words";
import type { NewEmail } from "./commands";
import { fullName } from "@/lib/names";

/** The sign-in email, in the language of whoever asked for it. It belongs to no studio, is not shown in any studio, and is deleted once it is sent. */
export function signInEmail(address: string, url: string, now: Date): NewEmail {
  return {
    freelancerId: null,
    kind: "sign-in.requested",
    dedupeKey: `sign-in.requested:${randomUUID()}`,
    fromName: "Uptomark",
    replyTo: null,
    toName: "",
    toAddress: address,
    subject: say("signIn.email.subject"),
    words: {
      lang: tags[spokenLanguage()],
      greeting: say("signIn.email.greeting"),
      paragraphs: [say("signIn.email.text")],
      link: { sentence: say("signIn.email.link"), url },
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

/** Tells the freelancer that an email bounced or was marked as spam, why, and what they can do. */
export function emailCameBack(facts: CameBack, page: string): { subject: string; words: Words } {
  const { freelancerName, subject, toName, toAddress, kind, isForGood, why } = facts;
  const cure = isForGood
    ? "Nothing more is sent to that address. Correct it, or try again once it works."
    : "The address stays in use. Reach them another way if it can’t wait.";
  return {
    subject:
      kind === "bounced"
        ? shortSubject(`Bounced: your email to ${toName}`)
        : shortSubject(`Marked as spam: your email to ${toName}`),
    words: {
      greeting: `${fullName(freelancerName)},`,
      paragraphs: [
        kind === "bounced"
          ? `Your email “${subject}” to ${toName} (${toAddress}) bounced. ${why}`
          : `Your email “${subject}” to ${toName} (${toAddress}) was marked as spam.`,
        kind === "bounced"
          ? cure
          : "Nothing more is sent to that address. Reach them another way, and ask what they " +
            "would like to hear from you.",
      ],
      link: { sentence: "Open in the studio", url: page },
      signature: "Uptomark",
    },
  };
}
