import type { Hit, Reading, Said } from "./rules/reading";
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

export type CheckName = keyof Said["findings"];

type Kind = { find: (reading: Reading) => Hit[] | Promise<Hit[]>; isHint?: true };

/** Every kind of finding, the weightiest first. Why, and what to do about it, is in the studio's words. */
export const checks: Record<CheckName, Kind> = {
  placeholder: { find: placeholder },
  name: { find: names },
  attachment: { find: attachment },
  impossibleDate: { find: impossibleDate },
  weekday: { find: weekday },
  pastDate: { find: pastDate },
  language: { find: language },
  rude: { find: rude },
  excuse: { find: excuse },
  delay: { find: delay },
  shouting: { find: shouting },
  longSentence: { find: longSentence },
  glossary: { find: glossary, isHint: true },
};

export const CHECKS = Object.keys(checks) as CheckName[];
