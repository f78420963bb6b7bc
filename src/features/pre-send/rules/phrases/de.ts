import { wholeWords, wordsWith } from "@/features/pre-send/rules/whole-words";
import { daysAround } from "@/features/pre-send/rules/written-dates";

/** A file that is with the text. */
export const attached = wholeWords(
  "(?:Datei-?|Mail-?)?Anh(?:a|ä)ng(?:e|en)?|Attachment|(?:in|als|siehe) (?:der |den )?Anlagen?|" +
    "anbei|(?:angehängt|angefügt|beigefügt)(?:e[nrsm]?)?|beigelegt|beiliegend(?:e[nrsm]?)?|" +
    "mitgeschickt|(?:hänge ich|ich hänge|hängen wir)(?! (?:\\p{L}+ )?an d|.* (?:hinterher|fest))|" +
    "hängt (?:dran|an dieser|(?:\\p{L}+ ){1,2}(?:E-?)?(?:Mail|Nachricht) an)|(?:füge|lege|liegt|" +
    "liegen) [^,]{1,60} bei(?=\\W*$)|(?:füge|sende|schicke) [^,]{1,60} (?:an|mit)(?=\\W*$)|" +
    "mit dieser (?:E-?)?(?:Mail|Nachricht) (?:sende|schicke|erhalten|bekommen)",
);

/** No file, one that was asked for, the reader's own, or one that comes another day. */
export const notAttached = wholeWords(
  "nicht|nichts|kein(?:e|en|er)?|ohne (?:Anhang|Anlage)|können Sie …(?:schick|send|" +
    "häng)\\p{L}*|bitte (?:schicken|senden|hängen)|(?:Ihre[nmr]?|" +
    "deine[nmr]?) (?:letzten )?(?:E-?Mail|Mail|Nachricht|Anhang|Anhänge)|Danke? für|geöffnet|" +
    "angekommen|(?:Sie|du) (?:\\p{L}+ )?(?:an|ange\\p{L}+|beige\\p{L}+|mitge\\p{L}+)|waren?|" +
    "(?<=^\\s*)am \\p{L}+tag|(?<!für |bis )(?:morgen|nächste Woche)|später|sobald|wenn|(?:werde|" +
    "folgt)|nächsten (?:E-?)?(?:Mail|Nachricht)",
);

/** Something that is late. WHEN is a day or what was agreed, SPAN a stretch of time, NOT a no. */
export const late = wordsWith(
  {
    WHEN:
      `${daysAround("de")}|` +
      "Wochenende|Anfang|Mitte|Ende|\\d+\\.|übermorgen|(?:dies|nächst|kommend)e\\p{L}* \\p{L}+|" +
      "geplant|besprochen|vereinbart|versprochen",
    SPAN: "(?:Stunde|Tag|Woche|Monat)(?:e?n?)",
    NOT: "nicht(?: mehr)?",
  },
  "verspäte\\p{L}*|verzöger\\p{L}*|versch(?:ieb|ob)\\p{L}*|Verzug|Rückstand|hinterher|" +
    "nach hinten|hinter dem Zeitplan|zu spät|(?:schaff\\p{L}*|klappt) …NOT|NOT (?:geschafft|" +
    "so weit|dazu|zu halten|haltbar)|NOT (?:rechtzeitig|pünktlich|(?:vor|bis) …WHEN|wie WHEN)|" +
    "zieht sich|frühestens|wird (?:es|das) nichts|NOT (?:\\S+ )?WHEN(?=,)|liege …zurück|" +
    "NOT …(?:fertig|einhalten|halten|schaffen|abgeben)|WHEN …NOT (?:\\S+ )?(?:liefer|schick|send|" +
    "geb|online)\\p{L}*|erst (?:\\S+ ){0,3}(?:WHEN|SPAN)|(?:später|länger|mehr Zeit) als|" +
    "weitere[nr]? SPAN|(?:SPAN|etwas|bisschen|wenig) (?:später|länger|mehr)|länger (?:dauern|" +
    "brauchen)|(?:dauert|brauch\\p{L}*|benötig\\p{L}*) …(?:länger|mehr Zeit|bis WHEN|noch …SPAN)|" +
    "statt (?:wie )?(?:\\S+ )?WHEN",
);

/** Why it is late. */
export const reason = wholeWords(
  "weil|(?<=^\\s*|, )da|denn|wegen|aufgrund|Grund|krank\\p{L}*|Fieber|defekt|kaputt|fehl(?:t|" +
    "en)|ausgefallen",
);

/** Something that is not late, might be, or is the reader's. */
export const notLate = wholeWords(
  "kein(?:e|en|er)?|ohne|falls|wenn|sonst|danke|Dank|öffnet|müssen (?:\\p{L}+ )?nicht|" +
    "antworten|Zahlung|Rechnung|Überweisung",
);

/** What reads as blunt to whoever pays: insults, blame, impatience, orders, "not my problem". */
export const blunt = wholeWords(
  "(?:dumm|dämlich|doof|blöd|bescheuert|idiotisch|lächerlich|unfähig|inkompetent|hirnlos|" +
    "unverschämt|ahnungslos|erbärmlich|kindisch|nervig)(?:e[rsnm]?)?|\\p{L}*idiot(?:en)?|Trottel|" +
    "Depp(?:en)?|Dilettant\\p{L}*|(?:Un|Blöd|Schwach|Irr)sinn\\p{L}*|Quatsch|Murks|Schrott|" +
    "Frechheit|Unverschämtheit|Zumutung|(?:ist|doch) (?:\\p{L}+ )?ein Witz|(?:so ein|totaler|" +
    "reiner|ist) (?:Mist|Müll)|nicht mein (?:Problem|Bier)|(?:doch|allein|nur|ist) (?:Ihr|" +
    "dein) (?:eigenes )?Problem(?! gelöst)|nicht meine (?:Schuld|Aufgabe|Sache)|(?:wie|habe|" +
    "hatte) ich (?:es )?(?:Ihnen|dir|euch) (?:\\p{L}+ )?(?:bereits|schon|mehrfach)|" +
    "wie (?:bereits|schon) (?:gesagt|mehrfach)|schon (?:so oft|(?!ein|noch|dies)\\p{L}+mal)|" +
    "zum (?!ersten|zweiten)\\p{L}+ Mal|(?:selbst|selber) (?:schuld|hinkriegen|zusehen)|(?:Ihre|" +
    "deine|eigene) Schuld|beruhigen Sie sich|mir (?:\\p{L}+ )?(?:egal|wurscht)|" +
    "geht mich nichts an|interessiert mich nicht|Zeitverschwendung|keine (?:Zeit|Lust|" +
    "Geduld) (?:für|auf|mit)|meine Zeit|Sie haben offensichtlich|(?:Sie|du) …(?:keinen?|" +
    "null) (?:Ahnung|Geschmack|Plan)|gefälligst|überhaupt …(?:gelesen|zugehört|angesehen)|" +
    "(?:lesen|hören|lernen) Sie …(?:endlich|erst mal|richtig|überhaupt)|denken Sie …(?:nach|mit)|" +
    "reißen Sie sich|Sie (?:\\p{L}+ )?(?:nicht|überhaupt) (?:lesen|rechnen|zuhören|denken)|" +
    "wie oft (?:denn )?(?:soll|muss|noch)|was soll das|so schwer (?:sein|kann|ist)|jedes Kind|" +
    "jeder (?:Anfänger|Laie)|Menschenverstand|halten Sie den Mund|(?:mich|" +
    "uns) (?:\\p{L}+ )?in Ruhe|hören Sie auf|(?:glauben|bilden|denken) Sie (?:sich |eigentlich)|" +
    "nerv(?:en|t|st)|die Nerven|(?:es|Sie) (?:\\p{L}+ )?satt|(?:mir|jetzt) reicht|jammern|" +
    "meckern|kapier\\p{L}*|damit (?:auch|selbst|sogar) Sie|Leute wie Sie|grauenhaft|" +
    "grottenschlecht|miserabel|unterirdisch|katastrophal|eine Katastrophe|geschmacklos\\p{L}*|" +
    "lachhaft|Sie …nicht (?:verst[ae]nden|verstehen|begr[ei]+fen|gelesen|lesen|zuhören|" +
    "wissen, was)|verstehen Sie …nicht|hätten Sie …(?:gelesen|zugehört|aufgepasst|" +
    "überleg\\p{L}*)|was Sie wollen|sich selbst darum|nicht so an|nicht (?:mehr|länger|" +
    "noch mal) …(?:diskutier|erklär|wiederhol)\\p{L}*|noch (?:ein)?mal erklären|für (?:so etwas|" +
    "so was|solche|Ihre) …keine (?:Zeit|Lust)|(?:Ihre?|mit) (?:ständig|dauernd|ewig|" +
    "endlos)\\p{L}*|Sie …(?:ständig|dauernd)|Himmels willen|wer lesen kann|sind Sie (?:blind|" +
    "taub|zu)|Ihr Ernst|wahr sein|halten Sie mich|schämen|denn so schwer|nicht so schwer|" +
    "besseres zu tun|\\p{L}*(?:dumm|blöd)(?:e[nrs]?)?|Schlamperei|schlampig\\p{L}*|Armutszeugnis|" +
    "Ge(?:jammer|nörgel|schwätz|schwafel|laber)|nörgel\\p{L}*|Kindergarten|Besserwisser\\p{L}*|" +
    "Pfusch\\p{L}*|Stümper\\p{L}*|albern\\p{L}*|absurd\\p{L}*|bekloppt|beknackt|ätzend|(?:es|" +
    "jetzt) reicht|habe genug|Sie (?:\\p{L}+ ){0,2}endlich|wie kann man (?:nur|so)|sich …gedacht|" +
    "Pech|kein (?:normaler )?Mensch|spar\\p{L}* Sie sich|verschonen|nicht (?:Ihr|dein) (?:Sklave|" +
    "Diener|Kindermädchen|Sekretär\\p{L}*)|taugt …nichts|nichts wert|hässlich\\p{L}*|" +
    "langsam sind|(?:mein|der) einzige[rn]? Kunde|daran so schwer|" +
    "verstehen Sie (?:\\p{L}+ )?nichts|den Profis|Babysitter|\\p{L}*dümm\\p{L}*|" +
    "Ihr\\p{L}* …(?:ist|sind) (?:\\p{L}+ )?(?:furchtbar|schrecklich|schlecht|langweilig|" +
    "unbrauchbar|unmöglich)|Tomaten auf|Hirn|geht Sie nichts an|zu (?:faul|bequem|geizig)|" +
    "mit Ihnen kann man|Ahnungslosigkeit|zum (?:Teufel|Kuckuck)|Herrgott|mein Gott|Schande|" +
    "undankbar|respektlos|pingelig|Theater(?=[.!])|wollen Sie mich|was (?:ist )?daran|" +
    "zum Mitschreiben|(?:ganz|extra) langsam|na und|strengen Sie sich|suchen Sie sich|" +
    "ignorier\\p{L}* (?:mich|meine)|machen Sie Ihre",
);

/** An apology. */
export const apology = wholeWords(
  "(?:tut|tat) (?:mir|uns|es mir) (?:\\p{L}+ )?leid|leid tut|(?<!nicht )entschuldig\\p{L}*|" +
    "verzeih\\p{L}*|bedau[e]?re|pardon|sorry",
);

/** What takes an apology back, in the same sentence or at the start of the next. */
export const turn = wholeWords("aber|jedoch|allerdings|obwohl|doch|nur dass|trotzdem");

/** What puts it on somebody else, on much work, or on nobody. */
export const blame = wholeWords(
  "(?<!meine )Schuld|schuld|nichts dafür|passiert (?:jedem|eben|halt|mal|nun mal)|" +
    "kann (?:\\p{L}+ )?passieren|niemand ist perfekt|(?:zu|so) viel zu tun|Stress|um die Ohren|" +
    "viel los|Sie (?:haben|hatten) (?:es|das|ja|mir|doch|selbst)|war (?:die|der) \\p{L}+|" +
    "hätten Sie|liegt an|lag an",
);

/** Short words that are written in capitals to be louder. Other short ones may be a name: NASA, IKEA. */
export const loud = wholeWords(
  "NICHT|NICHTS|NIE|JETZT|IMMER|BITTE|KEIN|KEINE|NUR|SEHR|ALLE|ALLES|WARUM|SIE|MUSS|EILT|SO|" +
    "NEIN|NOCH|EINE|ZWEI|VIEL|MEHR|GENAU|SOFORT|DRINGEND|WICHTIG|ACHTUNG|ENDLICH|NIEMALS|" +
    "NOCHMALS|UNBEDINGT|WIE|WAS|ERST|SCHON|DOCH|GANZ|JEDE|JEDES|TOLL|DANKE|" +
    daysAround("de").toUpperCase(),
  "u",
);
