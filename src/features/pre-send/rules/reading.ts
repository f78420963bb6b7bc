import type { Language } from "@/language/languages";
import type { StudioWords } from "@/language/studio";
import { loadPhrases, type Phrases } from "./phrases";
import { wholeWords } from "./whole-words";
import { writtenLanguage } from "./written-language";

/** Whom a text must not name. */
export type Names = {
  /** The reader's own, their client's and the studio's. */
  own: string[];
  people: string[];
  clients: string[];
};

/** What is known beside the text. */
export type CheckFacts = {
  /** The language that is read; null where it is not known. */
  language: Language | null;
  names: Names;
  /** YYYY-MM-DD in the studio's zone. */
  today: string;
  /** How many files are with the text, or were sent to the reader a short while ago. */
  attached: number;
  /** Variables in braces that are filled in later. */
  variables: readonly string[];
  /** What is said about a finding, in the studio's language. */
  said: Said;
};

export type Said = StudioWords["preSend"] & { languages: StudioWords["languages"]; tag: string };

/** A text as the rules read it. */
export type Reading = {
  /** The writer's own words: quotations and addresses are blank, and every other character is where it was. */
  own: string;
  sentences: Sentence[];
  /** The language it is written in. */
  language: Language;
  /** What to look for in that language. */
  phrases: Phrases;
  facts: CheckFacts;
};

export type Sentence = { text: string; at: number };

/** What a rule finds: the words, as they are in the text. */
export type Hit = { quote: string; detail?: string };

// Each repetition is bounded: a text of one character, however long, is read in a moment.
const QUOTED = /“[^”]{0,2000}”|„[^“”]{0,2000}[“”]|«[^»]{0,2000}»|"[^"]{0,2000}"/g;
const ADDRESS = /[^\s@]{1,64}@[^\s@]{1,255}|\b(?:https?:\/\/|www\.)\S+/gi;

/** Returns a text with blanks for what is in quotation marks: those are somebody else's words. */
export function withoutQuotes(text: string): string {
  return text.replace(QUOTED, (found) => " ".repeat(found.length));
}

/** Returns a text ready for the rules. */
export async function read(text: string, facts: CheckFacts): Promise<Reading> {
  const own = withoutQuotes(text).replace(ADDRESS, (found) => " ".repeat(found.length));
  const language = writtenLanguage(own, facts.language ?? "en");
  const phrases = await loadPhrases[language]();
  return { own, sentences: sentencesOf(own, language), language, phrases, facts };
}

/** What ends in a full stop without ending a sentence. */
const SHORT =
  /(?:^|[\s(])(?:Mrs?|Ms|Dr|Prof|St|No|approx|vs|e\.g|i\.e|etc|ca|bzw|Nr|Str|z\. ?B|d\. ?h|u\. ?a|Abs|M|Mme|Mlle|p\. ?ex|env|Sra?|Srta|Ud|Dña|Exmo|pág|p|\p{L})\.$/u;

/** Returns the sentences of a text with where each begins. A new line begins one too. */
export function sentencesOf(text: string, language: Language): Sentence[] {
  const found: Sentence[] = [];
  let from = 0;
  const end = (at: number) => {
    if (text.slice(from, at).trim() !== "") found.push({ text: text.slice(from, at), at: from });
    from = at;
  };
  for (const { 0: mark, index } of text.matchAll(/\n+|[.!?…][”»")]{0,3}(?=\s)/g)) {
    const at = index + mark.length;
    const isStop = mark.startsWith(".") && mark.length === 1;
    if (isStop && !endsSentence(text, from, at, language)) continue;
    end(at);
  }
  end(text.length);
  return found;
}

function endsSentence(text: string, from: number, at: number, language: Language): boolean {
  if (SHORT.test(text.slice(from, at))) return false;
  // "am 3. März" goes on.
  if (language === "de" && /\d\.$/.test(text.slice(from, at))) return false;
  return /^\s+["“„«(¿¡]*[\p{Lu}\p{N}]|^\s*$/u.test(text.slice(at));
}

const CONDITION = wholeWords(
  "(?<=^\\s*)(?:if|unless|once|when|as soon as|wenn|falls|sobald|sollten?|si|dès que|quand|cuando|en cuanto|se|caso|" +
    "quando|assim que)",
);

/** Returns whether a sentence begins with a condition: what follows has not happened. */
export const isCondition = (sentence: string) => CONDITION.test(sentence);

/** Returns the parts of a sentence between its commas, colons and dashes. */
export function clausesOf(sentence: string): string[] {
  return sentence.split(/(?<=[,;:])\s|\s[–—-]\s|[()—]/);
}

/** Returns the first match of a pattern as the words that are shown. */
export function firstHit(pattern: RegExp, text: string): Hit[] {
  const found = pattern.exec(text)?.[0].trim();
  return found ? [{ quote: found }] : [];
}
