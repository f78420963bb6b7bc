import type { QuietReason } from "@/db/enums";
import type { Written } from "@/features/emails/commands";
import type { StudioLocale } from "@/language/studio";
import { shortSubject } from "@/lib/cut";
import { links } from "@/lib/links";
import { fullName } from "@/lib/names";

/** Tells the freelancer why a client has been quiet. */
export function quietAnswered(
  { t, tag }: StudioLocale,
  facts: {
    freelancerName: string;
    contactName: string;
    clientName: string;
    clientId: string;
    reason: QuietReason;
    words: string;
    isComplaint: boolean;
  },
): Written {
  return {
    subject: shortSubject(t("freelancerEmails.quiet.subject", { name: facts.contactName })),
    words: {
      lang: tag,
      greeting: t("freelancerEmails.hello", { name: fullName(facts.freelancerName) }),
      paragraphs: [
        t("freelancerEmails.quiet.answered", {
          name: facts.contactName,
          client: facts.clientName,
          reason: t(`quiet.reasons.${facts.reason}`),
        }),
        ...(facts.words ? [t("freelancerEmails.quoted", { words: facts.words })] : []),
        ...(facts.isComplaint ? [t("freelancerEmails.quiet.complaint")] : []),
      ],
      link: { sentence: t("freelancerEmails.read"), url: links.client(facts.clientId) },
      signature: "Uptomark",
    },
  };
}
