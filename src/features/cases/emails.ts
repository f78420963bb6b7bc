import type { Written } from "@/features/emails/commands";
import type { ComplaintAbout } from "@/db/enums";
import { shortSubject } from "@/lib/cut";
import { links } from "@/lib/links";
import { fullName } from "@/lib/names";
import { aboutWords } from "./rules";

/** Tells the freelancer what exactly a client found wrong. */
export function specifiedEmail(facts: {
  freelancerName: string;
  contactName: string;
  projectTitle: string;
  caseId: string;
  about: ComplaintAbout[];
  specifics: string;
}): Written {
  const about = facts.about.map((one) => aboutWords[one].toLowerCase()).join(", ");
  return {
    subject: shortSubject(`${facts.contactName} says what wasn’t right`),
    words: {
      greeting: `${fullName(facts.freelancerName)},`,
      paragraphs: [
        `${facts.contactName} on ${facts.projectTitle}${about ? `: ${about}.` : "."}`,
        ...(facts.specifics ? [`“${facts.specifics}”`] : []),
        "The apology that is drafted for you quotes it now.",
      ],
      link: { sentence: "Open the case", url: links.case(facts.caseId) },
      signature: "Uptomark",
    },
  };
}
