import type { Holder } from "@/db/enums";
import type { Locale } from "@/language/locale";
import { shortSubject } from "@/lib/cut";
import type { Day } from "@/lib/dates";
import type { Words } from "@/mail/words";

/** More dates than this are told by a number: the page has them all. */
const MOST_DATES = 8;

/** The first email about a project: the client's page, what was agreed, the dates, and how to write to the freelancer. */
export function welcome(
  { t, tag, calls, dayName }: Locale,
  facts: {
    freelancerName: string;
    contactName: string;
    projectTitle: string;
    /** What was agreed; empty where nothing was written down. */
    summary: string;
    /** What is promised, the earliest first. */
    dates: { title: string; promisedOn: Day; holder: Holder }[];
    today: Day;
  },
  page: string,
): { subject: string; words: Words } {
  const { projectTitle: project, summary, dates, today } = facts;
  const more = dates.length - MOST_DATES;
  const lines = dates
    .slice(0, MOST_DATES)
    .map(({ title, promisedOn, holder }) =>
      t(`emails.welcome.${holder}`, { title, day: dayName(promisedOn, today) }),
    );
  return {
    subject: shortSubject(t("emails.welcome.subject", { project })),
    words: {
      lang: tag,
      greeting: t("emails.dear", { name: calls(facts.contactName) }),
      paragraphs: [
        t("emails.welcome.page", { project }),
        ...(summary ? [t("emails.welcome.agreed", { summary })] : []),
        ...lines,
        ...(more > 0 ? [t("emails.welcome.more", { count: more })] : []),
        t("emails.welcome.write"),
      ],
      link: { sentence: t("emails.welcome.link"), url: page },
      closing: t("emails.bestWishes"),
      signature: facts.freelancerName,
      footnote: t("emails.welcome.secret"),
    },
  };
}
