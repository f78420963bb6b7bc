import type { Words } from "@/email/words";
import { links } from "@/lib/links";
import type { Kind } from "./rules";
import { fill, paragraphsOf, type OwnWords, type Values } from "./settings/rules";

export type Parties = { freelancerName: string; contactName: string; projectTitle: string };

/** "Ines" of "Ines Duarte": how a letter greets. */
export function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name;
}

/** Goes by itself when a project is completed. Tells of the extras that were shown with it. */
export function thankYou(parties: Parties & { extras?: string[] }, page: string | null, own: OwnWords | null = null): { subject: string; words: Words } {
  const { contactName, freelancerName, extras = [] } = parties;
  const { subject, paragraphs } = wordsOf("THANK_YOU", parties, own);
  // Beside own words the extras come last; the standard ones lead on from them to the page.
  const told = extras.length > 0 ? [surprise(extras)] : [];
  return {
    subject,
    words: {
      greeting: `Dear ${firstName(contactName)},`,
      paragraphs: own ? [...paragraphs, ...told] : [...paragraphs.slice(0, 1), ...told, ...paragraphs.slice(1)],
      ...(page ? { link: { sentence: "Open your page", url: page } } : {}),
      closing: "With thanks,",
      signature: freelancerName,
    },
  };
}

/** As many extras as a letter names; the page has them all. */
const MOST_EXTRAS = 10;

function surprise(extras: string[]): string {
  if (extras.length === 1) return `And a little extra, beyond what we agreed: ${extras[0]}`;
  return ["And a few little extras, beyond what we agreed:", ...extras.slice(0, MOST_EXTRAS).map((text) => `– ${text}`), ...(extras.length > MOST_EXTRAS ? ["– and more on your page"] : [])].join("\n");
}

/** Asks, some working days after delivery. Its link commits nothing. */
export function checkBack(parties: Parties, surveyToken: string, own: OwnWords | null = null): { subject: string; words: Words } {
  return asking("CHECK_BACK", parties, surveyToken, own, "It is asked once, with one reminder at most.");
}

/** Asks once more, where no answer came. It leads to the same question, and is the last word about it. */
export function reminder(parties: Parties, surveyToken: string, own: OwnWords | null = null): { subject: string; words: Words } {
  return asking("REMINDER", parties, surveyToken, own, "This is the only reminder.");
}

/** A follow-up as it would be written now: to be read before it is a letter, so its links lead nowhere. */
export function written(kind: Kind, parties: Parties, own: OwnWords | null): { subject: string; words: Words } {
  if (kind === "THANK_YOU") return thankYou(parties, links.today(), own);
  return kind === "CHECK_BACK" ? checkBack(parties, "", own) : reminder(parties, "", own);
}

function asking(kind: Kind, parties: Parties, surveyToken: string, own: OwnWords | null, promise: string): { subject: string; words: Words } {
  const { contactName, freelancerName } = parties;
  const { subject, paragraphs } = wordsOf(kind, parties, own);
  return {
    subject,
    words: {
      greeting: `Dear ${firstName(contactName)},`,
      paragraphs,
      link: { sentence: "Answer in two taps", url: links.survey(surveyToken) },
      closing: "Thank you,",
      signature: freelancerName,
      footnote: `You receive this because ${freelancerName} finished a project for you. ${promise}`,
    },
  };
}

/** What a follow-up says where the freelancer has no words of their own, with its variables still in braces. */
export const standardWords: Record<Kind, OwnWords> = {
  THANK_YOU: {
    subject: "Thank you: {project} is done",
    text: "{project} is done, and I wanted to say thank you. It was good to work on it with you.\n\nEverything we agreed stays on your page, with its dates and our messages. If anything is not as you need it, write to me there or simply answer this letter.",
  },
  CHECK_BACK: {
    subject: "Was it up to mark?",
    text: "You have had {project} for a few days now. Was it up to mark?\n\nOne tap tells me, and I read every answer myself. If something was not right I would like to hear it most of all, because then I can put it right.",
  },
  REMINDER: {
    subject: "One more time: was it up to mark?",
    text: "A little while ago I asked whether {project} was up to mark, and I would still like to know.\n\nOne tap is enough. If you would rather not say, that is fine too: I will not ask about it again.",
  },
};

/** The subject and the paragraphs of a follow-up for these parties: own words, or the standard ones, with their variables filled in. */
export function wordsOf(kind: Kind, parties: Parties, own: OwnWords | null): { subject: string; paragraphs: string[] } {
  const { subject, text } = own ?? standardWords[kind];
  const values = valuesOf(parties);
  return { subject: fill(subject, values), paragraphs: paragraphsOf(fill(text, values)) };
}

export function valuesOf({ freelancerName, contactName, projectTitle }: Parties): Values {
  return { "first name": firstName(contactName), project: projectTitle, "my name": freelancerName };
}
