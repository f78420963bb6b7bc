import { randomUUID } from "node:crypto";
import type { NewLetter } from "./commands";

/** The way in for a freelancer. It belongs to no studio, is shown nowhere, and is purged once it has left. */
export function signInLetter(address: string, url: string, now: Date): NewLetter {
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
      paragraphs: ["Here is the sign-in link you asked for. It works once, within ten minutes. If you did not ask for it, nothing happens unless it is opened and confirmed."],
      link: { sentence: "Sign in to your studio", url },
      closing: "",
      signature: "Uptomark",
    },
    leavesAt: now,
  };
}
