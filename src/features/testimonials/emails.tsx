import type { StudioLocale } from "@/language/studio";
import { shortSubject } from "@/lib/cut";
import { links } from "@/lib/links";
import { fullName } from "@/lib/names";
import type { Words } from "@/mail/words";

export type Change = "given" | "edited" | "removed";

type Changed = { change: Change; contactName: string; text: string; shownName: string };
type Facts = { freelancerName: string; projectTitle: string; changes: [Changed, ...Changed[]] };

/** Tells the freelancer what contacts said in public about a project, changed or removed. */
export function testimonialChanged(
  { t, tag }: StudioLocale,
  facts: Facts,
): { subject: string; words: Words } {
  const [first] = facts.changes;
  return {
    subject: shortSubject(
      t(`freelancerEmails.testimonial.${first.change}.subject`, { name: first.contactName }),
    ),
    words: {
      lang: tag,
      greeting: t("freelancerEmails.hello", { name: fullName(facts.freelancerName) }),
      paragraphs: facts.changes.flatMap(({ change, contactName, text, shownName }) => [
        t(`freelancerEmails.testimonial.${change}.sentence`, {
          name: contactName,
          project: facts.projectTitle,
        }),
        ...(text ? [`${t("freelancerEmails.quoted", { words: text })}\n${shownName}`] : []),
        t(`freelancerEmails.testimonial.${change}.next`),
      ]),
      link: { sentence: t("freelancerEmails.testimonial.link"), url: links.wallSettings() },
      signature: "Uptomark",
    },
  };
}
