import type { Language } from "@/language/languages";

type Evasion = { pattern: RegExp; why: string };

const EXCUSE = "reads as an excuse. Say what you own, and leave the reason for another day.";
const DOUBT = "puts the fault in doubt. Say that it was wrong.";
const BLAME = "puts it on the client.";

// \b knows ASCII alone: a word ends where the next character belongs to none.
const word = (words: string) => new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, "iu");

/** What makes an apology worse, in each language a client reads: excuses, doubts about the fault, blame. */
export const evasions: Record<Language, Evasion[]> = {
  en: [
    {
      pattern: word(
        "but|however|to be fair|in my defen[cs]e|unfortunately|due to|because|I was (?:very |so |too )?busy|" +
          "out of (?:my|our) (?:control|hands)|circumstances|not my fault|these things happen",
      ),
      why: EXCUSE,
    },
    {
      pattern: word(
        "if you (?:feel|felt|think|thought)|(?:sorry|apologi[sz]e) (?:if|that you (?:feel|felt)|you feel|you felt)|" +
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
        "aber|jedoch|allerdings|leider|aufgrund|wegen|weil|zu meiner Verteidigung|" +
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
        "mais|cependant|toutefois|malheureusement|en raison d[eu]|à cause d[eu]|parce qu[e’']|car|" +
          "pour ma défense|circonstances|indépendant de ma volonté|débordée?",
      ),
      why: EXCUSE,
    },
    {
      pattern: word(
        "si vous avez (?:eu|ressenti|pensé)|si tu as|désolée? si|malentendu|tout désagrément|la gêne occasionnée|" +
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
        "pero|sin embargo|no obstante|por desgracia|lamentablemente|debido a|porque|en mi defensa|" +
          "circunstancias|ajenas? a mi voluntad|no fue culpa mía|mucho trabajo",
      ),
      why: EXCUSE,
    },
    {
      pattern: word(
        "si (?:sintió|sentiste|ha sentido|has sentido|le pareció|te pareció)|(?:siento|lamento) si|malentendido|" +
          "cualquier (?:molestia|inconveniente)|quizás?|tal vez",
      ),
      why: DOUBT,
    },
    { pattern: word("debería haber|deberías haber|como sabes?|como usted sabe"), why: BLAME },
  ],
  pt: [
    {
      pattern: word(
        "mas|porém|contudo|no entanto|infelizmente|devido a|porque|em minha defesa|" +
          "circunstâncias|alheias? à minha vontade|não foi culpa minha|muito trabalho",
      ),
      why: EXCUSE,
    },
    {
      pattern: word(
        "se (?:sentiu|sentiste|achou|achaste)|(?:lamento|desculpe) se|mal-entendido|" +
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
