import type { Words } from "@/email/words";
import { stopWords } from "@/features/clients/letters";
import type { Tongue } from "@/language/tongue";
import { links } from "@/lib/links";

type Parties = { freelancerName: string; contactName: string; projectTitle: string };

/** Goes by itself when a project is completed. Tells of the extras that were shown with it. */
export function thankYou(tongue: Tongue, { freelancerName, contactName, projectTitle, extras = [] }: Parties & { extras?: string[] }, page: string | null, stop: string): { subject: string; words: Words } {
  const { t, tag, calls } = tongue;
  return {
    subject: t("letters.completed.subject", { project: projectTitle }),
    words: {
      lang: tag,
      greeting: t("letters.dear", { name: calls(contactName) }),
      paragraphs: [t("letters.completed.done", { project: projectTitle }), ...(extras.length > 0 ? [surprise(tongue, extras)] : []), t("letters.completed.stays")],
      ...(page ? { link: { sentence: t("letters.completed.link"), url: page } } : {}),
      closing: t("letters.completed.closing"),
      signature: freelancerName,
      stop: stopWords(tongue, stop),
    },
  };
}

/** As many extras as a letter names; the page has them all. */
const MOST_EXTRAS = 10;

function surprise({ t }: Tongue, extras: string[]): string {
  if (extras.length === 1) return t("letters.completed.extra", { extra: extras[0]! });
  return [t("letters.completed.extras"), ...extras.slice(0, MOST_EXTRAS).map((text) => `– ${text}`), ...(extras.length > MOST_EXTRAS ? [`– ${t("letters.completed.more")}`] : [])].join("\n");
}

/** Asks, some working days after delivery. Its link commits nothing. */
export function checkBack(tongue: Tongue, { freelancerName, contactName, projectTitle }: Parties, surveyToken: string, stop: string): { subject: string; words: Words } {
  const { t, tag, calls } = tongue;
  return {
    subject: t("letters.survey.subject"),
    words: {
      lang: tag,
      greeting: t("letters.dear", { name: calls(contactName) }),
      paragraphs: [t("letters.survey.asked", { project: projectTitle }), t("letters.survey.why")],
      link: { sentence: t("letters.survey.link"), url: links.survey(surveyToken) },
      closing: t("letters.survey.closing"),
      signature: freelancerName,
      footnote: t("letters.survey.footnote", { name: freelancerName }),
      stop: stopWords(tongue, stop),
    },
  };
}
