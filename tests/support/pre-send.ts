import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { findingsIn } from "@/features/pre-send/check";
import { saidIn } from "@/features/pre-send/said";
import { CHECKS, type CheckName } from "@/features/pre-send/kinds";
import type { Language } from "@/language/languages";

const folder = resolve("tests/corpus/pre-send");
const json = (file: string) => JSON.parse(readFileSync(join(folder, file), "utf8"));

export type Labelled = {
  /** The reader's language. */
  in: Language;
  text: string;
  finds: CheckName[];
  attached?: number;
  own?: string[];
};

const facts: { today: string; own: string[]; people: string[]; clients: string[] } =
  json("facts.json");

/** Texts that no rule was fitted to. */
export const HELD_OUT = "held-out.json";

/** Returns the labelled texts, all of them or those of one file. */
export function corpus(only?: string): Labelled[] {
  return readdirSync(folder)
    .filter((file) => (only ? file === only : file !== "facts.json"))
    .toSorted()
    .flatMap((file) => json(file) as Labelled[]);
}

/** Returns the names of what is found in a labelled text. */
export async function foundIn({ in: language, text, attached = 0, own = [] }: Labelled) {
  const { today, people, clients } = facts;
  const names = { own: [...facts.own, ...own], people, clients };
  const variables: string[] = [];
  const found = await findingsIn(
    { text },
    {
      language,
      names,
      today,
      attached,
      variables,
      said: saidIn("en"),
    },
  );
  return new Set(found.map(({ id }) => id.split(".")[0] as CheckName));
}

export type Score = { check: CheckName; right: number; wrong: number; missed: number };

/** Returns for each check how often it was right, wrong, or missed, over some texts; and which those were. */
export async function score(texts: Labelled[]) {
  const scores = new Map<CheckName, Score>(
    CHECKS.map((check) => [check, { check, right: 0, wrong: 0, missed: 0 }]),
  );
  const faults: string[] = [];
  for (const one of texts) {
    const found = await foundIn(one);
    for (const [check, tally] of scores) {
      const [wanted, has] = [one.finds.includes(check), found.has(check)];
      if (wanted && has) tally.right += 1;
      else if (has) tally.wrong += 1;
      else if (wanted) tally.missed += 1;
      if (wanted !== has)
        faults.push(`${has ? "wrong" : "missed"} ${check} (${one.in}): ${one.text}`);
    }
  }
  return { scores: [...scores.values()], faults };
}

export const precision = ({ right, wrong }: Score) => right / (right + wrong || 1);
export const recall = ({ right, missed }: Score) => right / (right + missed || 1);
