/** What Node adds for whoever runs it, and not for who reads of a certificate in a form. */
const HINT = /; if the root CA is installed locally.*$/;

/**
 * Returns what a server or a library said, fit to be shown: on one line, at most 300 characters, and without the
 * password, should a server repeat it.
 */
export function plainWords(said: string, password?: string): string {
  const clean = password ? said.replaceAll(password, "…") : said;
  return clean
    .replace(/[\s\p{Cc}]+/gu, " ")
    .replace(HINT, "")
    .trim()
    .slice(0, 300);
}
