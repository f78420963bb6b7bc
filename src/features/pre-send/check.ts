import { fill } from "@/language/plain";
import type { Finding } from "@/lib/findings";
import { checks, CHECKS, type CheckName } from "./kinds";
import { read, type CheckFacts } from "./rules/reading";

/** The most of one text that is looked at. */
const MOST_CHARACTERS = 20_000;

/** Returns what there is to look at in the texts of a form before it is sent, the weightiest first. */
export async function findingsIn(
  texts: Record<string, string>,
  facts: CheckFacts,
  without: readonly string[] = [],
): Promise<Finding[]> {
  const readings = await Promise.all(
    Object.entries(texts).map(
      async ([field, text]) => [field, await read(text.slice(0, MOST_CHARACTERS), facts)] as const,
    ),
  );
  const found: Finding[] = [];
  for (const name of CHECKS.filter((one) => !without.includes(one)))
    for (const [field, reading] of readings) {
      const { find, isHint = false } = checks[name];
      const { why, cure } = facts.said.findings[name];
      for (const hit of await find(reading))
        found.push({
          id: idOf(name, field, hit.quote),
          field,
          quote: hit.quote,
          why: fill(why, { detail: "", ...hit }),
          cure: fill(cure, { detail: "", ...hit }),
          isHint,
        });
    }
  return found.filter(({ id }, index) => found.findIndex((one) => one.id === id) === index);
}

/** Short, and without the words themselves. */
function idOf(name: CheckName, field: string, quote: string): string {
  let hash = 0x811c9dc5;
  for (const character of `${field} ${quote.toLowerCase()}`)
    hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193) >>> 0;
  return `${name}.${hash.toString(36)}`;
}
