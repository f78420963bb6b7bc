import type { Words } from "@/mail/words";
import { unsubscribeWords } from "@/features/clients/emails";
import { paragraphsOf } from "@/language/plain";
import type { Locale } from "@/language/locale";
import { links } from "@/lib/links";
import { firstName } from "@/lib/names";
import type { FollowUpKind } from "@/db/enums";
import { followUpKinds, type AskingKind } from "./kinds";
import { fillWords, type OwnWords, type Values } from "./settings/rules/filling";

export type Parties = { freelancerName: string; contactName: string; projectTitle: string };
export type Written = { subject: string; words: Words };

/** Where an email leads: the contact's page or the question, and where they say no to emails like it. */
type Ways = { to: string | null; unsubscribe: string };

/** The thank-you, sent when a project is completed. It mentions the extras revealed with it, and what was not answered. */
export function thankYou(
  locale: Locale,
  parties: Parties & { extras?: string[]; unanswered?: string[] },
  { to, unsubscribe }: Ways,
  own: OwnWords | null = null,
): Written {
  const { t, tag, calls } = locale;
  const { subject, paragraphs } = wordsOf(locale, "THANK_YOU", parties, own);
  const extras = [
    ...(parties.extras?.length ? [surprise(locale, parties.extras)] : []),
    ...(parties.unanswered?.length ? [wentOn(locale, parties.unanswered)] : []),
  ];
  return {
    subject,
    words: {
      lang: tag,
      greeting: t("emails.dear", { name: calls(parties.contactName) }),
      // With the freelancer's own words the extras come last; the default words lead from them to
      // the page.
      paragraphs: own
        ? [...paragraphs, ...extras]
        : [...paragraphs.slice(0, 1), ...extras, ...paragraphs.slice(1)],
      ...(to ? { link: { sentence: t("emails.completed.link"), url: to } } : {}),
      closing: t("emails.completed.closing"),
      signature: parties.freelancerName,
      unsubscribe: unsubscribeWords(locale, unsubscribe),
    },
  };
}

/** Says that the project was completed without an answer about some deliveries. */
function wentOn({ t }: Locale, titles: string[]): string {
  return [t("emails.completed.unanswered"), ...titles.map((title) => `– ${title}`)].join("\n");
}

/** The most extras named in an email; the page shows them all. */
const MOST_EXTRAS = 10;

function surprise({ t }: Locale, extras: string[]): string {
  if (extras.length === 1) return t("emails.completed.extra", { extra: extras[0]! });
  return [
    t("emails.completed.extras"),
    ...extras.slice(0, MOST_EXTRAS).map((text) => `– ${text}`),
    ...(extras.length > MOST_EXTRAS ? [`– ${t("emails.completed.more")}`] : []),
  ].join("\n");
}

/** What follows the words of an email that asks something: its link, its closing, and why one gets it. */
const askingWords = {
  CHECK_BACK: {
    link: "emails.survey.link",
    closing: "emails.survey.closing",
    footnote: "emails.survey.footnote",
  },
  REMINDER: {
    link: "emails.survey.link",
    closing: "emails.survey.closing",
    footnote: "emails.reminder.footnote",
  },
  QUIET_CHECK: {
    link: "quiet.email.link",
    closing: "emails.survey.closing",
    footnote: "quiet.email.footnote",
  },
  TESTIMONIAL: {
    link: "emails.testimonial.link",
    closing: "emails.testimonial.closing",
    footnote: "emails.testimonial.footnote",
  },
} as const satisfies Record<AskingKind, object>;

/**
 * The check-back, some working days after delivery; its one reminder when no answer came; the question to a client who
 * has been quiet; or the invitation to say something in public. Opening what it links to saves nothing. A remedy that
 * was kept in the project is named.
 */
export function asking(
  kind: AskingKind,
  locale: Locale,
  parties: Parties & { remedies?: string[] },
  { to, unsubscribe }: Ways,
  own: OwnWords | null = null,
): Written {
  const { t, tag, calls } = locale;
  const { subject, paragraphs } = wordsOf(locale, kind, parties, own);
  const promised = (parties.remedies ?? []).map((remedy) => t("emails.survey.remedy", { remedy }));
  return {
    subject,
    words: {
      lang: tag,
      greeting: t("emails.dear", { name: calls(parties.contactName) }),
      paragraphs: [...paragraphs, ...promised],
      ...(to ? { link: { sentence: t(askingWords[kind].link), url: to } } : {}),
      closing: t(askingWords[kind].closing),
      signature: parties.freelancerName,
      footnote: t(askingWords[kind].footnote, { name: parties.freelancerName }),
      unsubscribe: unsubscribeWords(locale, unsubscribe),
    },
  };
}

/** A follow-up as it would be written now: to be read before it is an email, so its links lead noLinks. */
export function written(
  kind: FollowUpKind,
  locale: Locale,
  parties: Parties,
  own: OwnWords | null,
): Written {
  const noLinks = { to: links.today(), unsubscribe: links.today() };
  return kind === "THANK_YOU"
    ? thankYou(locale, parties, noLinks, own)
    : asking(kind, locale, parties, noLinks, own);
}

/** What a follow-up says where the freelancer has no words of their own, with its variables still in braces. */
export function standardWords({ t }: Locale, kind: FollowUpKind): OwnWords {
  const { subject, paragraphs } = followUpKinds[kind].words;
  const project = { project: "{project}" };
  return {
    subject: t(subject, project),
    text: paragraphs.map((paragraph) => t(paragraph, project)).join("\n\n"),
  };
}

function wordsOf(
  locale: Locale,
  kind: FollowUpKind,
  parties: Parties,
  own: OwnWords | null,
): { subject: string; paragraphs: string[] } {
  const { subject, text } = own ?? standardWords(locale, kind);
  const values = valuesOf(parties);
  return { subject: fillWords(subject, values), paragraphs: paragraphsOf(fillWords(text, values)) };
}

/** Returns the values of the variables in the freelancer's own words. */
export function valuesOf({ freelancerName, contactName, projectTitle }: Parties): Values {
  return {
    "first name": firstName(contactName),
    project: projectTitle,
    "my name": freelancerName,
  };
}
