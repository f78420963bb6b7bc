import { shortSubject } from "@/lib/cut";
import { links } from "@/lib/links";
import { fullName } from "@/lib/names";
import type { Words } from "@/mail/words";

export type Change = "given" | "edited" | "removed";

type Changed = { change: Change; contactName: string; text: string; shownName: string };
type Facts = { freelancerName: string; projectTitle: string; changes: [Changed, ...Changed[]] };

const said: Record<Change, { subject: string; sentence: string; next: string }> = {
  given: {
    subject: "gave a testimonial",
    sentence: "wrote a testimonial about",
    next: "It is on your wall. A public reply is what the next client reads.",
  },
  edited: {
    subject: "changed their testimonial",
    sentence: "changed their testimonial about",
    next: "Your wall shows the new words. Does your reply still fit?",
  },
  removed: {
    subject: "removed their testimonial",
    sentence: "removed their testimonial about",
    next: "It is on no page any more, and neither is your reply to it.",
  },
};

/** Tells the freelancer what contacts said in public about a project, changed or removed. */
export function testimonialChanged(facts: Facts): { subject: string; words: Words } {
  const [first] = facts.changes;
  return {
    subject: shortSubject(`${first.contactName} ${said[first.change].subject}`),
    words: {
      greeting: `${fullName(facts.freelancerName)},`,
      paragraphs: facts.changes.flatMap(({ change, contactName, text, shownName }) => [
        `${contactName} ${said[change].sentence} ${facts.projectTitle}.`,
        ...(text ? [`“${text}”\n${shownName}`] : []),
        said[change].next,
      ]),
      link: { sentence: "Open your wall", url: links.wallSettings() },
      signature: "Uptomark",
    },
  };
}
