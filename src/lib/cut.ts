const characters = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * Returns a text as it is when it has at most `most` UTF-16 units; else its beginning, with `ending`
 * in place of the rest, within the same bound. Never cuts within what is read as one character: an
 * emoji, a flag, an “e” and its accents.
 */
export function cut(text: string, most: number, ending = "…"): string {
  const whole = text.toWellFormed();
  if (whole.length <= most) return whole;
  const room = most - ending.length;
  const end = characters.segment(whole).containing(room)?.index ?? 0;
  return `${whole.slice(0, end).trimEnd()}${ending}`;
}

/** Returns how many characters a reader sees: an emoji, a flag, an “e” and its accents are one each. */
export function countCharacters(text: string): number {
  return [...characters.segment(text)].length;
}

/** Returns a subject that a list of emails shows whole: at most 60 units. */
export function shortSubject(subject: string): string {
  return cut(subject, 60);
}
