import type { Words } from "@/mail/words";
import { links } from "@/lib/links";
import { isBelowMark, verdictWords } from "./rules";
import type { NewAnswer } from "./schema";

/** Tells the freelancer what a client answered. */
export function answerArrived(
  facts: {
    freelancerName: string;
    contactName: string;
    projectTitle: string;
    projectId: string;
    isRevision: boolean;
  } & NewAnswer,
): { subject: string; words: Words } {
  const verdict = verdictWords[facts.verdict];
  const below = isBelowMark(facts.verdict);
  return {
    subject: `${facts.contactName}: ${verdict.toLowerCase()}`,
    words: {
      greeting: `${facts.freelancerName},`,
      paragraphs: [
        `${facts.contactName} ${facts.isRevision ? "has changed the answer" : "has answered"} about ${facts.projectTitle}: ${verdict.toLowerCase()}.`,
        ...(facts.effort ? [`Ease of working together: ${facts.effort} of 5.`] : []),
        ...(facts.words ? [`“${facts.words}”`] : []),
        ...(below
          ? [
              "It stands first on Today until you have written back. A quick, specific answer counts most now.",
            ]
          : []),
      ],
      link: {
        sentence: below ? "Read it and write back" : "Read it in the studio",
        url: links.project(facts.projectId),
      },
      closing: "",
      signature: "Uptomark",
    },
  };
}
