/** Words before a name. Who is given with one is greeted with the whole name. */
const TITLES = new Set(
  (
    "dr prof mr mrs ms mx miss sir dame lord lady rev herr frau hr fr mme mlle monsieur madame " +
    "maître sr sra srta señor señora don doña dom dona senhor senhora eng"
  ).split(" "),
);
/** Words after a comma that are no given name: "Anna Müller, PhD". */
const SUFFIXES = new Set(
  (
    "phd md mba ma ba msc bsc dds esq jr sr ii iii iv ltd inc llc gmbh ag kg lda sarl cpa rn " +
    "junior senior"
  ).split(" "),
);

/**
 * Returns a name in the order in which it is said, fit to be followed by a comma: "Müller, Anna" is
 * "Anna Müller"; "Anna Müller, PhD" is "Anna Müller".
 */
export function fullName(typed: string): string {
  const parts = typed
    .split(",")
    .map(tidy)
    .filter((part) => part !== "");
  const [family = "", given] = parts.filter((part, index) => index === 0 || isGivenName(part));
  return given === undefined ? family || typed.trim() : `${given} ${family}`;
}

/**
 * Returns how a person is greeted by first name: "Müller, Anna" is "Anna". The whole name where it
 * begins with a title or an initial: "Dr. Anna Müller", "J. Smith".
 */
export function firstName(typed: string): string {
  const full = fullName(typed);
  const [first = full] = full.split(/\s+/);
  const isWhole = first.endsWith(".") || TITLES.has(bare(first)) || /^\p{L}$/u.test(first);
  return isWhole ? full : tidy(first) || full;
}

/** Not a degree, and not a description such as "Head of Design". */
function isGivenName(part: string): boolean {
  return !SUFFIXES.has(bare(part)) && !/(^|\s)(of|for|at|and|für|bei|und|chez|&|@)\s/i.test(part);
}

/** Without the punctuation and spaces around it that a sentence would double. */
function tidy(text: string): string {
  return text.replace(/^[\s,;:!?.]+|[\s,;:!?.]+$/g, "");
}

function bare(word: string): string {
  return word.replaceAll(".", "").toLowerCase();
}
