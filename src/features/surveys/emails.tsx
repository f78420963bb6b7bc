import type { Words } from "@/mail/words";
import { shortSubject } from "@/lib/cut";
import { links } from "@/lib/links";
import { verdictWords } from "./rules";
import type { NewAnswer } from "./schema";
import { fullName } from "@/lib/names";

/** Tells the freelancer what a client answered. */
export function answerArrived(
  facts: {
    freelancerName: string;
    contactName: string;
    projectTitle: string;
    projectId: string;
    /** The case that it opened or joined; null for an answer up to mark. */
    caseId: string | null;
    isRevision: boolean;
  } & NewAnswer,
): { subject: string; words: Words } {
  const verdict = verdictWords[facts.verdict];
  return {
    subject: shortSubject(`${facts.contactName}: ${verdict.toLowerCase()}`),
    words: {
      greeting: `${fullName(facts.freelancerName)},`,
      paragraphs: [
        `${facts.contactName}${facts.isRevision ? " changed their answer for" : "’s answer for"} ` +
          `${facts.projectTitle}: ${verdict.toLowerCase()}.`,
        ...(facts.effort ? [`Ease of working together: ${facts.effort} of 5.`] : []),
        ...(facts.words ? [`“${facts.words}”`] : []),
        ...(facts.caseId
          ? [
              "A case is open, with an apology drafted for you. A quick, specific answer counts most now.",
            ]
          : []),
      ],
      link: {
        sentence: facts.caseId ? "Open the case" : "Read it in the studio",
        url: facts.caseId ? links.case(facts.caseId) : links.project(facts.projectId),
      },
      signature: "Uptomark",
    },
  };
}
