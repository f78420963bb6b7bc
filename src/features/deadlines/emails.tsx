import type { Words } from "@/mail/words";
import { riskWords, type RiskReason } from "@/features/deadlines/rules";
import { noticeParagraphs, type Notice } from "@/features/deadlines/notice/rules";
import type { Locale } from "@/language/locale";
import type { StudioLocale } from "@/language/studio";
import type { Day } from "@/lib/dates";
import { links } from "@/lib/links";
import { shortSubject } from "@/lib/cut";
import { firstName } from "@/lib/names";

/** Tells a client that one or more dates have moved, from when to when, and why. */
export function deadlineMoved(
  { t, tag, calls, ...own }: Locale,
  facts: {
    freelancerName: string;
    contactName: string;
    projectTitle: string;
    notices: Notice[];
    today: Day;
  },
  page: string | null,
): { subject: string; words: Words } {
  const [first] = facts.notices;
  const name = (day: Day) => own.dayName(day, facts.today);
  return {
    subject:
      facts.notices.length === 1 && first
        ? shortSubject(t("emails.moved.subjectOne", { title: first.title }))
        : shortSubject(t("emails.moved.subjectMany", { project: facts.projectTitle })),
    words: {
      lang: tag,
      greeting: t("emails.dear", { name: calls(facts.contactName) }),
      paragraphs: facts.notices.flatMap((notice) => noticeParagraphs(own.notice, notice, name)),
      ...(page ? { link: { sentence: t("emails.moved.link"), url: page } } : {}),
      closing: t("emails.bestWishes"),
      signature: facts.freelancerName,
    },
  };
}

export type AtRisk = {
  projectId: string;
  project: string;
  title: string;
  promisedOn: Day;
  why: RiskReason;
};

/**
 * The freelancer's morning email: which promises are at risk, so that the client can be told in
 * time.
 */
export function promisesAtRisk(
  { t, tag, dayName }: StudioLocale,
  facts: { freelancerName: string; risks: AtRisk[]; today: Day },
): { subject: string; words: Words } {
  const { risks, today } = facts;
  return {
    subject:
      risks.length === 1
        ? shortSubject(t("deadlines.email.subjectOne", { title: risks[0]!.title }))
        : t("deadlines.email.subjectMany", { count: risks.length }),
    words: {
      lang: tag,
      greeting: t("deadlines.email.greeting", { name: firstName(facts.freelancerName) }),
      paragraphs: [
        ...risks.map(({ title, project, promisedOn, why }) =>
          t("deadlines.email.line", {
            title,
            project,
            on: dayName(promisedOn, today),
            why: riskWords(t, why),
          }),
        ),
        t("deadlines.email.tellNow"),
      ],
      link: { sentence: t("deadlines.email.openToday"), url: links.today() },
      signature: "Uptomark",
    },
  };
}
