import type { Hit, Reading } from "./reading";
import { wholeWords } from "./whole-words";

type Term = { words: string; say: string };

/** What freelancers say and clients don't, with what a client understands. */
const TERMS: Term[] = [
  { words: "deploy(?:ed|ing|ment)?", say: "put online, putting it online" },
  { words: "DNS", say: "the address book of the internet, which says where your site is" },
  { words: "domain registrar|registrar", say: "the company where your web address is registered" },
  { words: "deprecated", say: "no longer kept up by its makers" },
  {
    words: "responsive (?:design|layout|site|website|page)|(?:fully|is|be) responsive",
    say: "it fits phones, tablets and large screens",
  },
  { words: "scope creep", say: "more than we agreed on; I can do it for an extra price" },
  { words: "out of scope", say: "not part of what we agreed on; I can offer it as an extra" },
  { words: "CMYK", say: "the four colours that printers use" },
  { words: "RGB", say: "the colours that screens use" },
  { words: "repository|repo", say: "the place where all versions of the code are kept" },
  { words: "staging", say: "a private copy of your site, for trying things out" },
  { words: "in production|production environment", say: "the site that everybody sees" },
  { words: "back-?end", say: "the part that works behind the pages" },
  { words: "front-?end", say: "the part that visitors see" },
  { words: "API", say: "the way two programs talk to each other" },
  { words: "CMS", say: "the program in which you edit your own pages" },
  { words: "cach(?:e|ed|ing)", say: "the copy that your browser keeps to be faster" },
  { words: "SSL|TLS", say: "the encryption that shows as a lock in the address bar" },
  { words: "wire-?frames?", say: "a sketch of the page, without colours and pictures" },
  { words: "kerning", say: "the space between two characters" },
  { words: "bleed (?:of|area)|\\d ?mm bleed", say: "the edge that is printed and cut off" },
  {
    words: "vector (?:file|graphic|format|version)s?",
    say: "a drawing that stays sharp at any size",
  },
  { words: "raster(?:ised|ized)?", say: "a picture made of points, which blurs when enlarged" },
  { words: "dpi|ppi", say: "how fine a picture is; for print it has to be finer" },
  { words: "UX", say: "how easy it is to use" },
  { words: "CTA|call to action", say: "the button that we want people to press" },
  { words: "SEO", say: "being found in search engines" },
  { words: "pull request|merge request", say: "a change that is ready to be checked" },
  { words: "commit(?:s|ted) (?:to|in) (?:git|the branch|main)", say: "saved in the code" },
  { words: "refactor(?:ed|ing)?", say: "tidy up the code; nothing changes for you" },
  { words: "technical debt|tech debt", say: "shortcuts from earlier that cost time now" },
  { words: "legacy (?:code|system|browser)s?", say: "old, and still in use" },
  { words: "MVP", say: "a first version with only what is needed" },
  { words: "bandwidth (?:this|next|for|right|at)", say: "time" },
  { words: "deliverables?", say: "what you get from me" },
  { words: "stakeholders?", say: "everyone who has a say" },
  { words: "latency", say: "the wait before something happens" },
  { words: "boilerplate", say: "the usual text or code that is always the same" },
  { words: "edge cases?", say: "something rare that has to work too" },
  { words: "EOD|COB", say: "this evening, with a time" },
  { words: "plug-?ins?", say: "an extra part that adds one ability" },
];

const compiled = TERMS.map(({ words, say }) => ({ pattern: wholeWords(words, "iu"), say }));

/** Returns words that a client may not know, each with a plainer way to say it. English texts alone. */
export function glossary({ own, language }: Reading): Hit[] {
  if (language !== "en") return [];
  return compiled.flatMap(({ pattern, say }) => {
    const found = pattern.exec(own)?.[0];
    return found ? [{ quote: found, detail: say }] : [];
  });
}
