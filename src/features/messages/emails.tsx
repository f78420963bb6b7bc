import type { Words } from "@/mail/words";
import type { Locale } from "@/language/locale";
import type { StudioLocale } from "@/language/studio";
import { shortSubject } from "@/lib/cut";
import { fullName } from "@/lib/names";

/** Tells a contact what the freelancer wrote: one email for a few minutes of messages. */
export function tellContact(
  { t, tag, calls }: Locale,
  facts: {
    freelancerName: string;
    contactName: string;
    /** Empty where it is about no project. */ projectTitle: string | null;
    texts: string[];
    /** Whether the page has more. */ hasMore: boolean;
  },
  page: string,
): { subject: string; words: Words } {
  return {
    subject: shortSubject(
      facts.projectTitle === null
        ? t("emails.message.subjectAlone", { name: facts.freelancerName })
        : t("emails.message.subject", { name: facts.freelancerName, project: facts.projectTitle }),
    ),
    words: {
      lang: tag,
      greeting: t("emails.hello", { name: calls(facts.contactName) }),
      paragraphs: [
        ...facts.texts,
        ...(facts.hasMore ? [`${t("emails.shortened")} ${t("emails.rest")}`] : []),
      ],
      link: { sentence: t("emails.message.link"), url: page },
      closing: t("emails.bestWishes"),
      signature: facts.freelancerName,
    },
  };
}

/** Tells the freelancer what a contact wrote on the status page. */
export function tellFreelancer(
  { t, tag }: StudioLocale,
  facts: {
    freelancerName: string;
    contactName: string;
    /** The project, or the client where it is about none. */ threadTitle: string;
    /** Where the studio has it. */ page: string;
    lines: { by: string; text: string }[];
    /** Whether the thread has more. */ hasMore: boolean;
  },
): { subject: string; words: Words } {
  return {
    subject: shortSubject(
      t("messages.email.subject", { name: facts.contactName, thread: facts.threadTitle }),
    ),
    words: {
      lang: tag,
      greeting: t("messages.email.greeting", { name: fullName(facts.freelancerName) }),
      // The writer is named whenever it changes, because several people may have written.
      paragraphs: [
        ...facts.lines.flatMap((line, index) =>
          line.by === facts.lines[index - 1]?.by
            ? [line.text]
            : [t("messages.email.wrote", { name: line.by }), line.text],
        ),
        ...(facts.hasMore ? [t("messages.email.more")] : []),
      ],
      link: { sentence: t("messages.email.link"), url: facts.page },
      signature: "Uptomark",
    },
  };
}
