/**
 * Returns a pattern for whole words in any alphabet: \b knows ASCII alone. "…" means up to five other words.
 */
export function wholeWords(words: string, flags = "iu"): RegExp {
  const pattern = words.replaceAll("…", "(?:\\S+ ){0,5}");
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, flags);
}

/** Returns a pattern for whole words, with other patterns in place of the names in capitals. */
export function wordsWith(parts: Record<string, string>, words: string): RegExp {
  return wholeWords(
    Object.entries(parts).reduce((all, [name, part]) => all.replaceAll(name, `(?:${part})`), words),
  );
}
