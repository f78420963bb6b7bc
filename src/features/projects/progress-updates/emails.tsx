import { unsubscribeWords } from "@/features/clients/emails";
import type { Locale } from "@/language/locale";
import { shortSubject } from "@/lib/cut";
import type { Words } from "@/mail/words";

type ProjectUpdate = { projectTitle: string; notes: string[]; extras: string[] };

/** The most notes of one project in an email, and the most extras; the page shows all. */
const MOST = 30;

/** The most projects in an email. */
const MOST_PROJECTS = 12;

/**
 * The progress update: one email for all work shown since the last one, project by project. `projects`
 * has only projects with something to tell.
 */
export function workShown(
  locale: Locale,
  facts: { freelancerName: string; contactName: string; projects: ProjectUpdate[] },
  page: string,
  updateFrequency: "DAILY" | "WEEKLY",
  stop: string,
): { subject: string; words: Words } {
  const { t, tag, calls } = locale;
  const projects = facts.projects.slice(0, MOST_PROJECTS);
  const rest = facts.projects.length - projects.length;
  const [only, ...others] = projects;
  return {
    subject:
      only && others.length === 0
        ? shortSubject(t("emails.work.subjectOne", { project: only.projectTitle }))
        : t("emails.work.subjectMany"),
    words: {
      lang: tag,
      greeting: t("emails.hello", { name: calls(facts.contactName) }),
      paragraphs: [
        ...projects.flatMap((project) => tell(locale, project, updateFrequency)),
        ...(rest > 0 ? [t("emails.work.moreProjects", { count: rest })] : []),
      ],
      link: { sentence: t("emails.work.link"), url: page },
      closing: t("emails.bestWishes"),
      signature: facts.freelancerName,
      footnote: t(
        updateFrequency === "DAILY" ? "emails.work.footnoteDaily" : "emails.work.footnoteWeekly",
      ),
      unsubscribe: unsubscribeWords(locale, stop),
    },
  };
}

function tell(
  { t }: Locale,
  { projectTitle, notes, extras }: ProjectUpdate,
  updateFrequency: "DAILY" | "WEEKLY",
): string[] {
  const project = projectTitle;
  const listed = (texts: string[]) =>
    [
      ...texts.slice(0, MOST).map((text) => `– ${text}`),
      ...(texts.length > MOST
        ? [`– ${t("emails.work.more", { count: texts.length - MOST })}`]
        : []),
    ].join("\n");
  return [
    ...(notes.length > 0
      ? [
          t(updateFrequency === "DAILY" ? "emails.work.sinceLast" : "emails.work.thisWeek", {
            project,
          }),
          listed(notes),
        ]
      : []),
    ...(extras.length > 0 ? [t("emails.work.extra", { project }), listed(extras)] : []),
  ];
}
