import { clausesOf, isCondition, type Hit, type Reading } from "./reading";

/** As many characters after it as still say something about it: "attached is not the map". */
const NEAR = 25;
/** Words for a file that is there, also in a question: "could you look at the attached sketch?" */
const THERE =
  /(?:the attached|the enclosed|angehängte\p{L}*|beigefügte\p{L}*|ci-jointe?s?|adjunt[oa]s?|anex[oa]s?)(?= \p{L})|im Anhang/iu;

/** Returns where the text says that something is with it, while nothing is. */
export function attachment({ sentences, phrases, facts }: Reading): Hit[] {
  if (facts.attached > 0) return [];
  for (const clause of sentences.flatMap(({ text }) =>
    isCondition(text) ? [] : clausesOf(text),
  )) {
    const said = phrases.attached.exec(clause);
    if (!said || (clause.trimEnd().endsWith("?") && !THERE.test(clause))) continue;
    const around = clause.slice(0, said.index + said[0].length + NEAR);
    if (!phrases.notAttached.test(around)) return [{ quote: said[0].trim() }];
  }
  return [];
}
