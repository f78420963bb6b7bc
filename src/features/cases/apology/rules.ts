import type { ComplaintAbout, GoodwillKind } from "@/db/enums";
import { placeholdersIn } from "@/features/pre-send/rules/placeholder";
import { withoutQuotes } from "@/features/pre-send/rules/reading";
import type { Language } from "@/language/languages";
import { say, type Say } from "@/language/say";
import { cut } from "@/lib/cut";
import { Refusal } from "@/lib/errors";
import { evasions } from "./kinds";
import type { DraftedApology } from "./schema";

export type ApologyFacts = {
  projectTitle: string | null;
  complaints: { words: string; specifics: string; about: ComplaintAbout[] }[];
};

export type GoodwillFacts = {
  kind: GoodwillKind;
  hundredths: number | null;
  currency: string | null;
  text: string;
};

/** As much of one complaint as the apology says again. */
const MOST_QUOTED = 400;

/** What the client said exactly, as it can be quoted: what they specified, else their own words. */
export function quotables({ complaints }: ApologyFacts): string[] {
  return complaints
    .map(({ specifics, words }) => specifics || words)
    .filter((said) => said !== "")
    .map((said) => cut(said.replace(/\s+/g, " "), MOST_QUOTED));
}

/** A rule that an apology does not hold, with what to do about it. */
export type Fault = { field: "text" | "remedy"; why: string };

/**
 * Returns what is wrong with an apology as it is about to be sent; nothing when it holds its rules. It quotes the
 * client's own words, makes no excuse, asks for no doubt about the fault, and names exactly one remedy for the next
 * assignment. What is in quotation marks is the client's, and not looked at.
 */
export function faultsIn(
  draft: { text: string; remedy: string | null },
  facts: ApologyFacts,
  language: Language,
  t: Say,
): Fault[] {
  const quotes = quotables(facts);
  const faults: Fault[] = [];
  if (quotes.length > 0 && !quotes.some((quote) => isQuoted(quote, draft.text)))
    faults.push({
      field: "text",
      why: t("cases.faults.notQuoted"),
    });
  const wording = faultsInWording(draft.text, language, t);
  faults.push(...wording.map((why) => ({ field: "text" as const, why })));
  faults.push(...faultsInRemedy(draft.remedy, t));
  return faults;
}

/**
 * Returns what is wrong with how an apology is worded: excuses, doubts about the fault, blame, and what is still to be
 * filled in. What is in quotation marks is the client's, and not looked at.
 */
export function faultsInWording(text: string, language: Language, t: Say): string[] {
  const own = withoutQuotes(text);
  const evasive = evasions[language].flatMap(({ pattern, why }) => {
    const found = pattern.exec(own)?.[0].trim();
    return found ? [t(why, { words: found })] : [];
  });
  const open = placeholdersIn(text).map(({ quote }) =>
    t("cases.faults.unfilled", { words: quote }),
  );
  return [...evasive, ...open];
}

function faultsInRemedy(remedy: string | null, t: Say): Fault[] {
  if (!remedy)
    return [
      {
        field: "remedy",
        why: t("cases.faults.noRemedy"),
      },
    ];
  const listed = remedy.split("\n").filter((line) => line.trim() !== "").length > 1;
  return listed || /^\s*([-–•*]|\d+[.)])\s/m.test(remedy)
    ? [
        {
          field: "remedy",
          why: t("cases.faults.severalRemedies"),
        },
      ]
    : [];
}

/** As many words in a row of the client's as make a quotation. */
const WORDS_IN_A_ROW = 3;

/** Whether a text holds some words in a row of what was said; of something shorter, all of it. */
export function isQuoted(said: string, text: string): boolean {
  const wanted = wordsOf(said);
  const found = ` ${wordsOf(text).join(" ")} `;
  const length = Math.min(WORDS_IN_A_ROW, wanted.length);
  if (length === 0) return true;
  return wanted.some((_, index) => {
    const run = wanted.slice(index, index + length);
    return run.length === length && found.includes(` ${run.join(" ")} `);
  });
}

function wordsOf(text: string): string[] {
  return (
    text
      .toLocaleLowerCase()
      .normalize("NFKC")
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/**
 * Returns the goodwill that a form offers; null for none. Refuses money without an amount or a currency, hours
 * without a number, and something else without a text.
 */
export function goodwillOf(
  draft: Pick<
    DraftedApology,
    "goodwillKind" | "goodwillAmount" | "goodwillCurrency" | "goodwillText"
  >,
): GoodwillFacts | null {
  const { goodwillKind: kind, goodwillAmount, goodwillCurrency, goodwillText } = draft;
  if (!kind) return null;
  if (kind !== "OTHER" && goodwillAmount === undefined)
    throw new Refusal("invalid", say("cases.refused.goodwillAmount"), "goodwillAmount");
  if (kind === "MONEY" && !goodwillCurrency)
    throw new Refusal("invalid", say("cases.refused.currency"), "goodwillCurrency");
  if (kind === "OTHER" && !goodwillText)
    throw new Refusal("invalid", say("cases.refused.goodwillText"), "goodwillText");
  return {
    kind,
    hundredths: kind === "OTHER" ? null : goodwillAmount!,
    currency: kind === "MONEY" ? goodwillCurrency! : null,
    text: kind === "OTHER" ? goodwillText! : "",
  };
}
