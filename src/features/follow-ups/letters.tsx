import type { Words } from "@/email/words";
import { stopWords } from "@/features/clients/letters";
import { paragraphsOf } from "@/language/plain";
import type { Tongue } from "@/language/tongue";
import { links } from "@/lib/links";
import type { Kind } from "./rules";
import { fill, type OwnWords, type Values } from "./settings/rules";

export type Parties = { freelancerName: string; contactName: string; projectTitle: string };
export type Written = { subject: string; words: Words };

/** Where a letter leads: the contact's page or the question, and where they say no to letters like it. */
type Ways = { to: string | null; stop: string };

/** Goes by itself when a project is completed. Tells of the extras that were shown with it. */
export function thankYou(
  tongue: Tongue,
  parties: Parties & { extras?: string[] },
  { to, stop }: Ways,
  own: OwnWords | null = null,
): Written {
  const { t, tag, calls } = tongue;
  const { subject, paragraphs } = wordsOf(tongue, "THANK_YOU", parties, own);
  const extras = parties.extras?.length ? [surprise(tongue, parties.extras)] : [];
  return {
    subject,
    words: {
      lang: tag,
      greeting: t("letters.dear", { name: calls(parties.contactName) }),
      // Beside own words the extras come last; the standard ones lead on from them to the page.
      paragraphs: own
        ? [...paragraphs, ...extras]
        : [...paragraphs.slice(0, 1), ...extras, ...paragraphs.slice(1)],
      ...(to ? { link: { sentence: t("letters.completed.link"), url: to } } : {}),
      closing: t("letters.completed.closing"),
      signature: parties.freelancerName,
      stop: stopWords(tongue, stop),
    },
  };
}

/** As many extras as a letter names; the page has them all. */
const MOST_EXTRAS = 10;

function surprise({ t }: Tongue, extras: string[]): string {
  if (extras.length === 1) return t("letters.completed.extra", { extra: extras[0]! });
  return [
    t("letters.completed.extras"),
    ...extras.slice(0, MOST_EXTRAS).map((text) => `– ${text}`),
    ...(extras.length > MOST_EXTRAS ? [`– ${t("letters.completed.more")}`] : []),
  ].join("\n");
}

/**
 * Asks, some working days after delivery; and once more, where no answer came, as the last word about it. Both
 * lead to the same question, and their link commits nothing.
 */
export function asking(
  kind: "CHECK_BACK" | "REMINDER",
  tongue: Tongue,
  parties: Parties,
  { to, stop }: Ways,
  own: OwnWords | null = null,
): Written {
  const { t, tag, calls } = tongue;
  const { subject, paragraphs } = wordsOf(tongue, kind, parties, own);
  return {
    subject,
    words: {
      lang: tag,
      greeting: t("letters.dear", { name: calls(parties.contactName) }),
      paragraphs,
      ...(to ? { link: { sentence: t("letters.survey.link"), url: to } } : {}),
      closing: t("letters.survey.closing"),
      signature: parties.freelancerName,
      footnote: t(kind === "REMINDER" ? "letters.reminder.footnote" : "letters.survey.footnote", {
        name: parties.freelancerName,
      }),
      stop: stopWords(tongue, stop),
    },
  };
}

/** A follow-up as it would be written now: to be read before it is a letter, so its links lead nowhere. */
export function written(
  kind: Kind,
  tongue: Tongue,
  parties: Parties,
  own: OwnWords | null,
): Written {
  const nowhere = { to: links.today(), stop: links.today() };
  return kind === "THANK_YOU"
    ? thankYou(tongue, parties, nowhere, own)
    : asking(kind, tongue, parties, nowhere, own);
}

/** What a follow-up says where the freelancer has no words of their own, with its variables still in braces. */
export function standardWords({ t }: Tongue, kind: Kind): OwnWords {
  const project = { project: "{project}" };
  if (kind === "THANK_YOU")
    return {
      subject: t("letters.completed.subject", project),
      text: [t("letters.completed.done", project), t("letters.completed.stays")].join("\n\n"),
    };
  if (kind === "CHECK_BACK")
    return {
      subject: t("letters.survey.subject"),
      text: [t("letters.survey.asked", project), t("letters.survey.why")].join("\n\n"),
    };
  return {
    subject: t("letters.reminder.subject"),
    text: [t("letters.reminder.asked", project), t("letters.reminder.why")].join("\n\n"),
  };
}

function wordsOf(
  tongue: Tongue,
  kind: Kind,
  parties: Parties,
  own: OwnWords | null,
): { subject: string; paragraphs: string[] } {
  const { subject, text } = own ?? standardWords(tongue, kind);
  const values = valuesOf(parties);
  return { subject: fill(subject, values), paragraphs: paragraphsOf(fill(text, values)) };
}

/** What the variables of own words stand for. */
export function valuesOf({ freelancerName, contactName, projectTitle }: Parties): Values {
  return {
    "first name": contactName.trim().split(/\s+/)[0]!,
    project: projectTitle,
    "my name": freelancerName,
  };
}
