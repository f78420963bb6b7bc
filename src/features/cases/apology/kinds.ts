import { doubts, turns } from "@/features/pre-send/rules/excuse";
import type { Language } from "@/language/languages";
import type { StudioKey } from "@/language/say";

type Evasion = { pattern: RegExp; why: StudioKey };

const EXCUSE = "cases.faults.excuse";
const DOUBT = "cases.faults.doubt";
const BLAME = "cases.faults.blame";

// \b knows ASCII alone: a word ends where the next character belongs to none.
const word = (words: string) => new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, "iu");

/** What makes an apology worse, in each language a client reads: excuses, doubts about the fault, blame. */
export const evasions: Record<Language, Evasion[]> = {
  en: [
    {
      pattern: word(
        `${turns.en}|to be fair|` +
          "in my defen[cs]e|unfortunately|due to|because|I was (?:very |so |too )?busy|" +
          "out of (?:my|our) (?:control|hands)|circumstances|not my fault|these things happen",
      ),
      why: EXCUSE,
    },
    {
      pattern: word(
        `if you (?:feel|felt|think|thought)|${doubts.en}|` +
          "any inconvenience|misunderstanding|may have|might have",
      ),
      why: DOUBT,
    },
    {
      pattern: word("you should have|you could have|as you know|you didn[’']t|you did not"),
      why: BLAME,
    },
  ],
  de: [
    {
      pattern: word(
        `${turns.de}|` +
          "leider|aufgrund|wegen|weil|zu meiner Verteidigung|" +
          "(?:sehr |zu )?viel zu tun|Umstände|nicht meine Schuld|außerhalb meines Einflusses",
      ),
      why: EXCUSE,
    },
    {
      pattern: word(
        "falls|sollten Sie|solltest du|den Eindruck|das Gefühl|Missverständnis|Unannehmlichkeiten|eventuell",
      ),
      why: DOUBT,
    },
    {
      pattern: word("Sie hätten(?! nicht)|du hättest(?! nicht)|wie Sie wissen|wie du weißt"),
      why: BLAME,
    },
  ],
  fr: [
    {
      pattern: word(
        `${turns.fr}|` +
          "malheureusement|en raison d[eu]|à cause d[eu]|parce qu[e’']|car|" +
          "pour ma défense|circonstances|indépendant de ma volonté|débordée?",
      ),
      why: EXCUSE,
    },
    {
      pattern: word(
        `si vous avez (?:eu|ressenti|pensé)|si tu as|${doubts.fr}|` +
          "malentendu|tout désagrément|la gêne occasionnée|" +
          "éventuel(?:le)?s?",
      ),
      why: DOUBT,
    },
    {
      pattern: word("vous auriez dû|tu aurais dû|comme vous le savez|comme tu le sais"),
      why: BLAME,
    },
  ],
  es: [
    {
      pattern: word(
        `${turns.es}|` +
          "por desgracia|lamentablemente|debido a|porque|en mi defensa|" +
          "circunstancias|ajenas? a mi voluntad|no fue culpa mía|mucho trabajo",
      ),
      why: EXCUSE,
    },
    {
      pattern: word(
        "si (?:sintió|sentiste|ha sentido|has sentido|le pareció|te pareció)|" +
          `${doubts.es}|malentendido|` +
          "cualquier (?:molestia|inconveniente)|quizás?|tal vez",
      ),
      why: DOUBT,
    },
    { pattern: word("debería haber|deberías haber|como sabes?|como usted sabe"), why: BLAME },
  ],
  pt: [
    {
      pattern: word(
        `${turns.pt}|` +
          "infelizmente|devido a|porque|em minha defesa|" +
          "circunstâncias|alheias? à minha vontade|não foi culpa minha|muito trabalho",
      ),
      why: EXCUSE,
    },
    {
      pattern: word(
        "se (?:sentiu|sentiste|achou|achaste)|" +
          `${doubts.pt}|mal-entendido|` +
          "qualquer (?:incómodo|inconveniente|transtorno)|talvez",
      ),
      why: DOUBT,
    },
    {
      pattern: word("(?:deveria|devia) ter-me|(?:deveria|devia) ter (?:avisado|dito)|como sabes?"),
      why: BLAME,
    },
  ],
};
