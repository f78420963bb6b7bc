import type { Words } from "@/email/words";
import { stopWords } from "@/features/clients/letters";
import { links } from "@/lib/links";

type Parties = { freelancerName: string; contactName: string; projectTitle: string };

/** "Ines" of "Ines Duarte": how a letter greets. */
export function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name;
}

/** Goes by itself when a project is completed. Tells of the extras that were shown with it. */
export function thankYou({ freelancerName, contactName, projectTitle, extras = [] }: Parties & { extras?: string[] }, page: string | null, stop: string): { subject: string; words: Words } {
  return {
    subject: `Thank you: ${projectTitle} is done`,
    words: {
      greeting: `Dear ${firstName(contactName)},`,
      paragraphs: [
        `${projectTitle} is done, and I wanted to say thank you. It was good to work on it with you.`,
        ...(extras.length > 0 ? [surprise(extras)] : []),
        "Everything we agreed stays on your page, with its dates and our messages. If anything is not as you need it, write to me there or simply answer this letter.",
      ],
      ...(page ? { link: { sentence: "Open your page", url: page } } : {}),
      closing: "With thanks,",
      signature: freelancerName,
      stop: stopWords(stop),
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
export function checkBack({ freelancerName, contactName, projectTitle }: Parties, surveyToken: string, stop: string): { subject: string; words: Words } {
  return {
    subject: "Was it up to mark?",
    words: {
      greeting: `Dear ${firstName(contactName)},`,
      paragraphs: [
        `You have had ${projectTitle} for a few days now. Was it up to mark?`,
        "One tap tells me, and I read every answer myself. If something was not right I would like to hear it most of all, because then I can put it right.",
      ],
      link: { sentence: "Answer in two taps", url: links.survey(surveyToken) },
      closing: "Thank you,",
      signature: freelancerName,
      footnote: `You receive this because ${freelancerName} finished a project for you. It is asked once.`,
      stop: stopWords(stop),
    },
  };
}
