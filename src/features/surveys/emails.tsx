import { withinSentence } from "@/language/locale";
import type { StudioLocale } from "@/language/studio";
import type { Words } from "@/mail/words";
import { shortSubject } from "@/lib/cut";
import { links } from "@/lib/links";
import type { NewAnswer } from "./schema";
import { fullName } from "@/lib/names";

/** Tells the freelancer what a client answered. */
export function answerArrived(
  { t, tag }: StudioLocale,
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
  const { contactName: name, projectTitle: project, caseId } = facts;
  const verdict = withinSentence(t(`surveys.verdict.${facts.verdict}`));
  return {
    subject: shortSubject(t("freelancerEmails.answer.subject", { name, verdict })),
    words: {
      lang: tag,
      greeting: t("freelancerEmails.hello", { name: fullName(facts.freelancerName) }),
      paragraphs: [
        t(facts.isRevision ? "freelancerEmails.answer.changed" : "freelancerEmails.answer.given", {
          name,
          project,
          verdict,
        }),
        ...(facts.effort ? [t("freelancerEmails.answer.effort", { effort: facts.effort })] : []),
        ...(facts.words ? [t("freelancerEmails.quoted", { words: facts.words })] : []),
        ...(caseId ? [t("freelancerEmails.answer.case")] : []),
      ],
      link: {
        sentence: t(caseId ? "freelancerEmails.openCase" : "freelancerEmails.read"),
        url: caseId ? links.case(caseId) : links.project(facts.projectId),
      },
      signature: "Uptomark",
    },
  };
}
