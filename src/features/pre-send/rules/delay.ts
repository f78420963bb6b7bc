import { clausesOf, isCondition, type Hit, type Reading } from "./reading";
import { wholeWords } from "./whole-words";

/** What comes between a reason and what it leads to. */
const SO = wholeWords("(?<=, )so|daher|deshalb|darum|deswegen|donc|así que|por eso|por isso");

/** Returns the first delay that is told without a reason beside it. */
export function delay({ sentences, phrases }: Reading): Hit[] {
  for (const [index, { text }] of sentences.entries()) {
    if (isCondition(text)) continue;
    const clauses = clausesOf(text).filter((clause) => !phrases.notLate.test(clause));
    const said = clauses.flatMap((clause) => phrases.late.exec(clause)?.[0] ?? [])[0];
    if (!said || SO.test(text.slice(0, text.indexOf(said)))) continue;
    const around = sentences.slice(Math.max(0, index - 1), index + 2);
    if (!around.some((one) => phrases.reason.test(one.text))) return [{ quote: said.trim() }];
  }
  return [];
}
