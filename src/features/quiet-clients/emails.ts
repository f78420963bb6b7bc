import type { QuietReason } from "@/db/enums";
import type { Written } from "@/features/emails/commands";
import { shortSubject } from "@/lib/cut";
import { links } from "@/lib/links";
import { fullName } from "@/lib/names";
import { reasonWords } from "./rules";

/** Tells the freelancer why a client has been quiet. */
export function quietAnswered(facts: {
  freelancerName: string;
  contactName: string;
  clientName: string;
  clientId: string;
  reason: QuietReason;
  words: string;
  isComplaint: boolean;
}): Written {
  return {
    subject: shortSubject(`${facts.contactName} says why it has been quiet`),
    words: {
      greeting: `${fullName(facts.freelancerName)},`,
      paragraphs: [
        `You asked whether something went wrong. ${facts.contactName} at ${facts.clientName} ` +
          `answered: ${reasonWords[facts.reason]}.`,
        ...(facts.words ? [`“${facts.words}”`] : []),
        ...(facts.isComplaint
          ? ["They would like you to put it right. No case is open yet: log it as a complaint."]
          : []),
      ],
      link: { sentence: "Read it in the studio", url: links.client(facts.clientId) },
      signature: "Uptomark",
    },
  };
}
