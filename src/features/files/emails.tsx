import type { Words } from "@/mail/words";
import type { Locale } from "@/language/locale";
import { links } from "@/lib/links";
import { shortSubject } from "@/lib/cut";
import { fullName } from "@/lib/names";

type Arrival = { by: string; name: string; size: string };

/** Tells the freelancer which files a contact sent: one email for a few minutes. */
export function tellOfFiles(facts: {
  freelancerName: string;
  projectTitle: string;
  projectId: string;
  files: Arrival[];
  /** Whether the project has more. */ hasMore: boolean;
}): { subject: string; words: Words } {
  const { files, hasMore } = facts;
  const count = `${hasMore ? "more than " : ""}${files.length}`;
  const what = files.length === 1 ? "a file" : `${count} files`;
  return {
    subject: shortSubject(
      `${files.at(-1)?.by ?? "Someone"} sent ${what} for ${facts.projectTitle}`,
    ),
    words: {
      greeting: `${fullName(facts.freelancerName)},`,
      // The sender is named whenever it changes, because several people may have sent files.
      paragraphs: [
        ...files.flatMap((file, index) => [
          ...(file.by === files[index - 1]?.by ? [] : [`${file.by} sent:`]),
          `${file.name} (${file.size})`,
        ]),
        ...(hasMore ? ["There are more files in the studio."] : []),
      ],
      link: { sentence: "See it in the studio", url: links.project(facts.projectId) },
      signature: "Uptomark",
    },
  };
}

/** Tells a contact which files the freelancer sent: one email for a few minutes. */
export function tellOfSentFiles(
  { t, tag, calls }: Locale,
  facts: {
    freelancerName: string;
    contactName: string;
    projectTitle: string;
    files: Omit<Arrival, "by">[];
    /** Whether the page has more. */ hasMore: boolean;
  },
  page: string,
): { subject: string; words: Words } {
  const { freelancerName, files, hasMore } = facts;
  const isOne = files.length === 1 && !hasMore;
  const subject = isOne ? "emails.files.subjectOne" : "emails.files.subjectMany";
  return {
    subject: shortSubject(t(subject, { name: freelancerName, project: facts.projectTitle })),
    words: {
      lang: tag,
      greeting: t("emails.hello", { name: calls(facts.contactName) }),
      paragraphs: [
        t(isOne ? "emails.files.one" : "emails.files.many"),
        ...files.map((file) => `${file.name} (${file.size})`),
        ...(hasMore ? [`${t("emails.shortened")} ${t("emails.rest")}`] : []),
      ],
      link: { sentence: t("emails.files.link"), url: page },
      closing: t("emails.bestWishes"),
      signature: freelancerName,
    },
  };
}
