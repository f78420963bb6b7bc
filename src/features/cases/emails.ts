import type { ComplaintAbout } from "@/db/enums";
import type { Written } from "@/features/emails/commands";
import { withinSentence } from "@/language/locale";
import type { StudioLocale } from "@/language/studio";
import { shortSubject } from "@/lib/cut";
import { links } from "@/lib/links";
import { fullName } from "@/lib/names";

/** Tells the freelancer what exactly a client found wrong. */
export function specifiedEmail(
  { t, tag }: StudioLocale,
  facts: {
    freelancerName: string;
    contactName: string;
    projectTitle: string;
    caseId: string;
    about: ComplaintAbout[];
    specifics: string;
  },
): Written {
  const { contactName: name, projectTitle: project } = facts;
  const about = facts.about.map((one) => t(`cases.about.${one}`)).map(withinSentence);
  return {
    subject: shortSubject(t("freelancerEmails.specified.subject", { name })),
    words: {
      lang: tag,
      greeting: t("freelancerEmails.hello", { name: fullName(facts.freelancerName) }),
      paragraphs: [
        about.length > 0
          ? t("freelancerEmails.specified.onAbout", { name, project, about: about.join(", ") })
          : t("freelancerEmails.specified.on", { name, project }),
        ...(facts.specifics ? [t("freelancerEmails.quoted", { words: facts.specifics })] : []),
        t("freelancerEmails.specified.drafted"),
      ],
      link: { sentence: t("freelancerEmails.openCase"), url: links.case(facts.caseId) },
      signature: "Uptomark",
    },
  };
}
