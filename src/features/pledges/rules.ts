import { closingOn, type OffFacts } from "@/features/studio/rules";
import { cut } from "@/lib/cut";
import { addDays, dayIn } from "@/lib/dates";

type Studio = { hours: unknown; zone: string } & OffFacts;

/** As far ahead as a working day is looked for. */
const MOST_DAYS = 400;

/** Returns the end of the studio's next working day: by when a client hears, if nothing else is said. */
export function pledgeBy(studio: Studio, now: Date): Date | null {
  let day = dayIn(studio.zone, now);
  for (let count = 0; count < MOST_DAYS; count += 1) {
    day = addDays(day, 1);
    const end = closingOn(studio, day);
    if (end) return end;
  }
  return null;
}

/** As many characters of somebody's words as name what they asked. */
const LONGEST = 80;

/** Returns the first sentence of a message, without its greeting: what is to be looked into. */
export function firstWords(text: string): string {
  const lines = text.split("\n").map((one) => one.trim());
  const first = lines.find((one) => one && !/^[^.?!]{0,40}[,!]$/.test(one)) ?? lines.join(" ");
  const sentence = /^.*?[.?!…](?=\s|$)/u.exec(first)?.[0] ?? first;
  return cut(sentence.replace(/[.…]+$/u, "").trim(), LONGEST, "…");
}
