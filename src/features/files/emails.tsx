import type { Words } from "@/mail/words";
import type { Locale } from "@/language/locale";
import type { StudioLocale } from "@/language/studio";
import { links } from "@/lib/links";
import { shortSubject } from "@/lib/cut";
import { fullName } from "@/lib/names";

type Arrival = { by: string; name: string; size: string };

/** Tells the freelancer which files a contact sent: one email for a few minutes. */
export function tellOfFiles(
  { t, tag }: StudioLocale,
  facts: {
    freelancerName: string;
    projectTitle: string;
    projectId: string;
    files: Arrival[];
    /** Whether the project has more. */ hasMore: boolean;
  },
): { subject: string; words: Words } {
  const { files, hasMore } = facts;
  const many = hasMore ? "files.email.subjectMore" : "files.email.subjectMany";
  const subject = t(files.length === 1 ? "files.email.subjectOne" : many, {
    name: files.at(-1)?.by ?? t("files.email.someone"),
    count: files.length,
    project: facts.projectTitle,
  });
  return {
    subject: shortSubject(subject),
    words: {
      lang: tag,
      greeting: t("messages.email.greeting", { name: fullName(facts.freelancerName) }),
      // The sender is named whenever it changes, because several people may have sent files.
      paragraphs: [
        ...files.flatMap((file, index) => [
          ...(file.by === files[index - 1]?.by ? [] : [t("files.email.sent", { name: file.by })]),
          `${file.name} (${file.size})`,
        ]),
        ...(hasMore ? [t("files.email.more")] : []),
      ],
      link: { sentence: t("files.email.link"), url: links.project(facts.projectId) },
      signature: "Uptomark",
    },
  };
}

type Sent = { files: unknown[]; links: number; hasMore: boolean };

function sentSays({ files, links, hasMore }: Sent) {
  const isOne = files.length === 1 && !hasMore;
  if (links === 0)
    return isOne
      ? ({ subject: "subjectOne", beginning: "one" } as const)
      : ({ subject: "subjectMany", beginning: "many" } as const);
  return isOne
    ? ({ subject: "subjectLink", beginning: "oneLink" } as const)
    : ({ subject: "subjectMixed", beginning: "mixed" } as const);
}

/** Tells a contact which files the freelancer sent: one email for a few minutes. */
export function tellOfSentFiles(
  { t, tag, calls }: Locale,
  facts: {
    freelancerName: string;
    contactName: string;
    projectTitle: string;
    /** Each with its size, or where it leads. */
    files: Omit<Arrival, "by">[];
    /** How many of them are links. */
    links: number;
    /** Whether the page has more. */ hasMore: boolean;
  },
  page: string,
): { subject: string; words: Words } {
  const { freelancerName, files, hasMore } = facts;
  const says = sentSays(facts);
  return {
    subject: shortSubject(
      t(`emails.files.${says.subject}`, { name: freelancerName, project: facts.projectTitle }),
    ),
    words: {
      lang: tag,
      greeting: t("emails.hello", { name: calls(facts.contactName) }),
      paragraphs: [
        t(`emails.files.${says.beginning}`),
        ...files.map((file) => `${file.name} (${file.size})`),
        ...(hasMore ? [`${t("emails.shortened")} ${t("emails.rest")}`] : []),
      ],
      link: { sentence: t("emails.files.link"), url: page },
      closing: t("emails.bestWishes"),
      signature: freelancerName,
    },
  };
}
