import type { Hit, Reading } from "./reading";
import { firstName, fullName } from "@/lib/names";

/** First names and company names that are also words: they count in a greeting, or in full. */
const ALSO_WORDS = new Set(
  (
    "will may rose mark grace bill frank hope faith joy art jack sue pat rob drew dawn june april august " +
    "summer autumn ivy lily violet ruby pearl penny carol gene ernest chase grant chip rich skip miles dean " +
    "earl duke daisy heather holly hazel olive amber crystal iris jasmine melody harmony star sky river reed " +
    "clay cliff dale glen heath lane wade ray guy max victor sandy randy dick peg victoria charity patience " +
    "prudence trinity destiny angel christian noble royal sunny pierre claire rosa luz paz sol cruz blanca " +
    "mercedes dolores consuelo pilar soledad esperanza amor jesús ángel clara branca graça vitória íris " +
    "marguerite aimé désiré juste noël pascal rémi ernst mai juni august klein lang kurz wolf engel stern " +
    "sommer winter studio agency bakery shop office print press gallery museum school church apple square"
  ).split(" "),
);

/** Products that people name all day, and that may be a client too. */
const PRODUCTS = new Set(
  (
    "figma canva adobe google notion slack stripe shopify wordpress apple microsoft amazon zoom dropbox " +
    "trello asana github ikea youtube linkedin instagram facebook whatsapp paypal spotify wix squarespace"
  ).split(" "),
);

const GREETING =
  "hi|hello|hey|dear|(?:good )?(?:morning|afternoon|evening)|greetings|cheers|ok|okay|" +
  "thanks|thank you|many thanks|hallo|liebe[rs]?|" +
  "guten (?:tag|morgen|abend)|danke|moin|bonjour|bonsoir|salut|ch[eè]re?|merci|hola|buenos días|" +
  "buenas tardes|querid[oa]|estimad[oa]|gracias|olá|bom dia|boa tarde|car[oa]|prezad[oa]|obrigad[oa]";

const TITLE =
  "mrs?|ms|mx|dr|prof|herrn?|frau|familie|monsieur|madame|mme|mlle|señora?|sra?|srta|" +
  "don|doña|senhora?|dona";

const LEGAL =
  /[,\s]+(?:ltd|limited|llc|inc|corp|plc|co|gmbh|ag|kg|ug|ohg|e\.? ?k|se|sarl|sas|sa|eurl|lda|sl|slu|s\.[al]\.?)\.?$/i;

/** As many characters before a name as a greeting has. */
const MOST_BEFORE = 40;
const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** A name as it is written, and what has to be before it where the name alone says too little. */
type Called = { name: string; after?: RegExp; isLast?: true };
type IsOurs = (name: string) => boolean;

const afterGreeting = new RegExp(`(?<!\\p{L})(?:${GREETING})[,\\s]+$`, "iu");
const afterTitle = new RegExp(`(?<!\\p{L})(?:${TITLE})\\.?\\s+$`, "iu");
/** At the start of a sentence any word has a capital. */
const inSentence = /[\p{Ll},]\s+$/u;

/** Returns other clients and their people whom the text names. Nobody who is the reader's or the studio's own. */
export function names({ own, facts }: Reading): Hit[] {
  const ours = new Set(facts.names.own.flatMap(wordsOf));
  const isOurs = (name: string) => wordsOf(name).every((word) => ours.has(word));
  const called = [
    ...facts.names.people.flatMap((name) => ofPerson(fullName(name), isOurs)),
    ...facts.names.clients.flatMap((name) => ofClient(name)),
  ].filter(({ name }) => !isOurs(name));
  const found = called.filter((one) => isCalled(own, one)).map(({ name }) => name);
  // "Jonas Weber" is not "Jonas" as well.
  const longest = found.filter(
    (name) => !found.some((other) => other !== name && other.includes(name)),
  );
  return [...new Set(longest)].map((quote) => ({ quote }));
}

/** Whether a text has the name, capitals and all, as whole words: "rose" is no Rose. */
function isCalled(text: string, { name, after, isLast }: Called): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const before = text.slice(Math.max(0, at - MOST_BEFORE), at);
    const rest = text.slice(at + name.length);
    const isWhole = !/[\p{L}\p{N}]$/u.test(before) && !/^[\p{L}\p{N}]/u.test(rest);
    // "Mr Dick Turner" is no Mr Dick.
    if (isLast && /^\s+\p{Lu}/u.test(rest)) continue;
    if (isWhole && (!after || after.test(before))) return true;
  }
  return false;
}

/** Whole, or the first name, or the last one after a title. */
function ofPerson(name: string, isOurs: IsOurs): Called[] {
  const first = firstName(name);
  const last = name.split(" ").at(-1)!;
  const greeted = { name: first, after: afterGreeting };
  const alone = ALSO_WORDS.has(first.toLowerCase()) ? [] : [{ name: first }];
  if (!name.includes(" ")) return [greeted, ...alone];
  // Of a namesake of the reader's the first name says nothing.
  return [
    { name },
    ...(isOurs(first) ? [] : [greeted, ...alone]),
    { name: last, after: afterTitle, isLast: true },
  ];
}

function ofClient(full: string): Called[] {
  const name = full.replace(LEGAL, "").trim();
  if (name.length < 2) return [];
  if (/\s/.test(name)) return [{ name }];
  const isWord = ALSO_WORDS.has(name.toLowerCase()) || PRODUCTS.has(name.toLowerCase());
  return isWord ? [] : [{ name, after: inSentence }];
}
