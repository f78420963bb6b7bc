import type { Hit, Reading } from "./rules/reading";
import { attachment } from "./rules/attachment";
import { impossibleDate, pastDate, weekday } from "./rules/dates";
import { delay } from "./rules/delay";
import { excuse } from "./rules/excuse";
import { glossary } from "./rules/glossary";
import { language } from "./rules/language";
import { longSentence } from "./rules/long-sentence";
import { names } from "./rules/names";
import { placeholder } from "./rules/placeholder";
import { rude } from "./rules/rude";
import { shouting } from "./rules/shouting";

type Kind = {
  find: (reading: Reading) => Hit[] | Promise<Hit[]>;
  why: (hit: Hit) => string;
  cure: (hit: Hit) => string;
  isHint?: true;
};

/** Every kind of finding, the weightiest first. */
export const checks = {
  placeholder: {
    find: placeholder,
    why: ({ quote }) => `“${quote}” is still to be filled in.`,
    cure: () => "Fill it in, or delete it.",
  },
  name: {
    find: names,
    why: ({ quote }) => `“${quote}” is another client of yours.`,
    cure: () => "Check whom this is written to.",
  },
  attachment: {
    find: attachment,
    why: ({ quote }) => `It says “${quote}”, and there is no file with it.`,
    cure: () => "Send the file first, or say where it is.",
  },
  impossibleDate: {
    find: impossibleDate,
    why: ({ quote }) => `“${quote}” is not in the calendar.`,
    cure: () => "Correct the day or the month.",
  },
  weekday: {
    find: weekday,
    why: ({ quote, detail }) => `“${quote}” is a ${detail}.`,
    cure: () => "Correct the weekday or the date.",
  },
  pastDate: {
    find: pastDate,
    why: ({ quote }) => `“${quote}” has passed.`,
    cure: () => "Name a day that is still to come.",
  },
  language: {
    find: language,
    why: ({ quote, detail }) => `This reads as ${quote}; your client reads ${detail}.`,
    cure: ({ detail }) => `Write it in ${detail}.`,
  },
  rude: {
    find: rude,
    why: ({ quote }) => `“${quote}” can hurt.`,
    cure: () => "Say what you need, without blame.",
  },
  excuse: {
    find: excuse,
    why: ({ quote }) => `“${quote}” reads as an excuse.`,
    cure: () => "End the sentence after the apology.",
  },
  delay: {
    find: delay,
    why: ({ quote }) => `“${quote}”: a delay without a reason.`,
    cure: () => "Say in a few words why, and what happens next.",
  },
  shouting: {
    find: shouting,
    why: ({ quote, detail }) =>
      `“${quote}” reads as shouting${detail ? `: there are ${detail}` : ""}.`,
    cure: () => "Small characters and a full stop say the same, calmly.",
  },
  longSentence: {
    find: longSentence,
    why: ({ quote, detail }) => `“${quote}” goes on for ${detail}.`,
    cure: () => "Make two sentences of it.",
  },
  glossary: {
    find: glossary,
    why: ({ quote }) => `Your client may not know “${quote}”.`,
    cure: ({ detail }) => `In plain words: ${detail}.`,
    isHint: true,
  },
} satisfies Record<string, Kind>;

export type CheckName = keyof typeof checks;
export const CHECKS = Object.keys(checks) as CheckName[];
export const kindOf = (name: CheckName): Kind => checks[name];
