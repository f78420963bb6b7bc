import type { Words } from "@/email/words";
import { stopWords } from "@/features/clients/letters";
import type { Tongue } from "@/language/tongue";

type Told = { projectTitle: string; notes: string[]; extras: string[] };

/** As many notes of one project as a letter holds; the page has them all. */
const MOST = 30;
/** As many projects as a letter tells of. */
const MOST_PROJECTS = 12;

/** One letter for all the work shown since the last one, project by project. `told` holds only projects with something to tell. */
export function workShown(
  tongue: Tongue,
  facts: { freelancerName: string; contactName: string; told: Told[] },
  page: string,
  news: "DAILY" | "WEEKLY",
  stop: string,
): { subject: string; words: Words } {
  const { t, tag, calls } = tongue;
  const told = facts.told.slice(0, MOST_PROJECTS);
  const [only, ...others] = told;
  return {
    subject:
      only && others.length === 0
        ? short(t("letters.work.subjectOne", { project: only.projectTitle }))
        : t("letters.work.subjectMany"),
    words: {
      lang: tag,
      greeting: t("letters.hello", { name: calls(facts.contactName) }),
      paragraphs: told.flatMap((project) => tell(tongue, project, news)),
      link: { sentence: t("letters.work.link"), url: page },
      closing: t("letters.bestWishes"),
      signature: facts.freelancerName,
      footnote: t(news === "DAILY" ? "letters.work.footnoteDaily" : "letters.work.footnoteWeekly"),
      stop: stopWords(tongue, stop),
    },
  };
}

function tell(
  { t }: Tongue,
  { projectTitle, notes, extras }: Told,
  news: "DAILY" | "WEEKLY",
): string[] {
  const shown = notes.slice(0, MOST);
  const more = notes.length - shown.length;
  const project = projectTitle;
  return [
    ...(shown.length > 0
      ? [
          t(news === "DAILY" ? "letters.work.sinceLast" : "letters.work.thisWeek", { project }),
          [
            ...shown.map((text) => `– ${text}`),
            ...(more > 0 ? [`– ${t("letters.work.more", { count: more })}`] : []),
          ].join("\n"),
        ]
      : []),
    ...(extras.length > 0
      ? [
          t("letters.work.extra", { project }),
          extras
            .slice(0, MOST)
            .map((text) => `– ${text}`)
            .join("\n"),
        ]
      : []),
  ];
}

function short(subject: string): string {
  return subject.length <= 60 ? subject : `${subject.slice(0, 57).trimEnd()}…`;
}
