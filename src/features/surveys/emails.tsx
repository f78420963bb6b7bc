import type { Words } from "@/mail/words";
import { shortSubject } from "@/lib/cut";
import { links } from "@/lib/links";
import { isBelowMark, verdictWords } from "./rules";
import type { NewAnswer } from "./schema";
import { fullName } from "@/lib/names";

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
    subject: shortSubject(`${facts.contactName}: ${verdict.toLowerCase()}`),
    words: {
      greeting: `${fullName(facts.freelancerName)},`,
      paragraphs: [
        `${facts.contactName}${facts.isRevision ? " changed their answer for" : "’s answer for"} ` +
          `${facts.projectTitle}: ${verdict.toLowerCase()}.`,
        ...(facts.effort ? [`Ease of working together: ${facts.effort} of 5.`] : []),
        ...(facts.words ? [`“${facts.words}”`] : []),
        ...(below
          ? [
              "It stays at the top of Today until you reply. A quick, specific answer counts most now.",
            ]
          : []),
      ],
      link: {
        sentence: below ? "Read it and reply" : "Read it in the studio",
        url: links.project(facts.projectId),
      },
      signature: "Uptomark",
    },
  };
}
