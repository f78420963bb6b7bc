import { wholeWords, wordsWith } from "@/features/pre-send/rules/whole-words";
import { daysAround } from "@/features/pre-send/rules/written-dates";

/** A file that is with the text. */
export const attached = wholeWords(
  "(?<!\\b(?:le|un|les|des|a|as|avez|ont|compte) )(?:ci[- ])?joint(?:e|s|es)?(?! que)|" +
    "ci[- ]inclus\\p{L}*|(?:en )?P\\.?J\\.?|je (?:vous |te |t[’'])?(?:y )?joins|(?:en |" +
    "l[’'])annexe|en attaché|fichiers? attachés?|attachée?s? à ce|(?:avec|dans|à) ce (?:mail|" +
    "message|courriel) (?:la|le|les)",
);

/** No file, one that was asked for, the reader's own, or one that comes another day. */
export const notAttached = wholeWords(
  "pas|rien|aucune?|sans (?:pièce|fichier|annexe)|(?:votre|ta|vos) (?:dernier )?(?:pièces?|" +
    "fichiers?|message|mail|courriel)|merci (?:pour|de)|(?:pouvez|pourriez)-vous …(?:r?envoyer|" +
    "joindre)|reçu|ouv[er]+rt?|\\p{L}+verrai|transmettrai|(?<!(?:pour|de|à) )(?:demain|" +
    "la semaine prochaine)|quand|étai(?:t|ent)|vous (?:m[’'])?av\\p{L}+|(?<=^\\s*)\\p{L}+di,? je|" +
    "dès que|une fois|prochain|(?<=^\\s*)si",
);

/** Something that is late. WHEN is a day or what was agreed, SPAN a stretch of time, NOT a no. */
export const late = wordsWith(
  {
    WHEN: `${daysAround("fr")}|` + "la semaine|début|fin|\\d+(?![:\\d])|prévu|convenu|promis",
    SPAN: "(?:heure|jour|semaine|moi)s?",
    NOT: "pas(?: encore)?",
  },
  "retard(?:e\\p{L}*|ée?s?)?|report(?:ée?s?|er)|repouss\\p{L}*|décal\\p{L}*|différ(?:ée?s?|er)|" +
    "NOT (?:\\S+ ){0,2}(?:prête?s?|terminée?s?|finie?s?|livr\\p{L}*|en ligne|temps|délais?|avant|" +
    "en mesure)|NOT pour WHEN|(?:pourr\\p{L}*|peux|vais|arriv\\p{L}*|aurez|" +
    "tiendr\\p{L}*) NOT …(?:WHEN|rendre|finir|terminer|tenir|date)|ne pourrai pas|n(?:e |" +
    "[’'])…qu(?:e |[’']à |[’']au |[’']en )(?:le )?WHEN|plus (?:tard|long\\p{L}*|de temps) que|" +
    "plus de temps|peu plus tard|pren\\p{L}* (?:\\S+ )?plus|SPAN (?:de plus|supplémentaires?|" +
    "plus tard)|encore …SPAN|(?:besoin|faut|faudra) …(?:jusqu|attendre|patienter)|au plus tôt|" +
    "délai supplémentaire|au lieu d[eu] (?:\\S+ )?WHEN|plutôt (?:que |pour )?WHEN|" +
    "finalement …WHEN|WHEN seulement",
);

/** Why it is late. */
export const reason = wholeWords(
  "car|parce|puisque|comme(?! prévu| convenu| promis)|en raison|à cause|suite à|la raison|" +
    "malade|panne|manque|faute de",
);

/** Something that is not late, might be, or is the reader's. */
export const notLate = wholeWords(
  "aucun|pas de|sans|si|sinon|merci|ouvre|paiement|règlement|facture|virement",
);

/** What reads as blunt to whoever pays: insults, blame, impatience, orders, "not my problem". */
export const blunt = wholeWords(
  "pas mon (?:problème|affaire)|est (?:\\p{L}+ )?votre problème|(?:pas ma|(?:votre|" +
    "ta) (?:propre )?) ?faute|je (?:vous |te )?l[’']ai déjà|je vous ai déjà|comme …déjà dit|" +
    "pour la (?!première|deuxième)\\p{L}+ fois|(?:dit|écrit|expliqu\\p{L}*|" +
    "répét\\p{L}*) …(?:deux|trois|quatre|cinq|dix|cent|mille|plusieurs) fois|combien de fois|" +
    "stupid\\p{L}*|idiot\\p{L}*|ridicules?|imbéciles?|incompéten\\p{L}*|débiles?|crétin\\p{L}*|" +
    "absurdes?|minables?|pitoyables?|pathétiques?|lamentables?|pénibles?|(?:est|sont|" +
    "c[’']est) (?:\\p{L}+ )?(?:nul(?:le)?s?|bêtes?)|bêtises?|torchon|calmez-vous|" +
    "je m[’']en (?:fiche|moque)|n[’']importe quoi|débrouille(?:z-vous|-toi)|pert?d?\\p{L}* (?:de|" +
    "mon) temps|vous n[’']avez (?:manifestement|toujours rien|même|qu[’']à|aucun goût|" +
    "aucune (?:idée|notion)|rien compris)|vous n[’']y (?:connaissez|comprenez)|" +
    "vous ne (?:comprenez|savez|lisez|écoutez) (?:\\p{L}+ )?(?:rien|jamais|même|pas)|marre|" +
    "j[’']en ai (?:\\p{L}+ )?assez|ras[- ]le[- ]bol|taisez-vous|vous auriez dû|" +
    "tout vous (?:expliquer|répéter)|apprenez à|réfléchissez (?:un peu|avant|donc)|" +
    "(?:re)?lisez (?:donc|bien|mes)|ouvrez les yeux|(?:savez|lisez)-vous (?:\\p{L}+ )?(?:lire|" +
    "mes)|même un enfant|pas (?:bien |si )?(?:sorcier|compliqué que)|(?:arrêtez|cessez) de|" +
    "laissez-moi (?:tranquille|travailler|faire)|pour qui vous|vous (?:vous )?(?:moquez|fichez)|" +
    "gens comme vous|affreu(?:x|se)s?|hideu(?:x|se)s?|horribles?|(?:une catastrophe|un désastre)|" +
    "incapables?|tant pis pour|faites un effort|bon sang|vous …(?:rien|pas|jamais) (?:compris|lu|" +
    "écouté)|autre chose à faire|que ça à faire|pas le temps (?:pour|de)|honte|caprices?|" +
    "pourtant (?:\\p{L}+ )?(?:simple|clair|compliqué)|ce que vous voulez(?=[.!])|vous (?:changez|" +
    "demandez) (?:sans|tout le temps)|sans arrêt|êtes aveugle|vous croyez|vos (?:questions|" +
    "messages) (?:incessant|stupide)\\p{L}*|mieux à faire|bâclée?s?|médiocres?|moches?|risibles?|" +
    "grotesques?|insupportables?|agaç\\p{L}*|énerv\\p{L}*|exaspér\\p{L}*|fatigu(?:ez|ant)\\p{L}*|" +
    "saoul\\p{L}*|ignorante?s?|incultes?|puérile?s?|gamin|cerveau|ça suffit|exagérez|plaisantez|" +
    "rigolez|blague|votre tête|pas votre (?:bonne|secrétaire|esclave|larbin)|pas (?:si |" +
    "bien )?difficile|la moindre (?:idée|notion)|vaut rien|mêlez|il serait temps|aucun goût|" +
    "de mauvais goût|quelle part|seulement lu|seul client|m[’']intéresse pas|" +
    "êtes (?:\\p{L}+ )?(?:sourd|aveugle|lourd|impossible)\\p{L}*|faites exprès|plein le dos|" +
    "par-dessus la tête|en quelle langue|foutaises?|conneries?|fichue?s?|foutue?s?|(?:mal|" +
    "im)polie?s?|grossi(?:er|ère)s?|ingrate?s?|charabia|et alors(?= ?\\?)|je (?:me )?répète|" +
    "si vous aviez (?:lu|écouté)|vous-même(?=[.!])|dans la tête|dépêchez-vous|trop (?:demander|" +
    "compliqué pour vous)|un minimum d",
);

/** An apology. */
export const apology = wholeWords(
  "désolée?s?|navrée?s?|excuses?|(?:je )?m[’']excuser?|excuse[zr]?(?:-moi)?|pardon|regrette",
);

/** What takes an apology back, in the same sentence or at the start of the next. */
export const turn = wholeWords("mais|cependant|toutefois|bien que|pourtant|seulement");

/** What puts it on somebody else, on much work, or on nobody. */
export const blame = wholeWords(
  "(?:la|sa|votre|leur) faute|fautifs?|y suis pour rien|arrive (?:à tout|aux)|ça arrive|" +
    "personne n[’']est|débordée?|c[’']est (?:la |le |l[’'])\\p{L}+ qui|(?:tellement|trop|" +
    "énormément) de travail|vous n[’']avi?ez pas",
);

/** Short words that are written in capitals to be louder. Other short ones may be a name: NASA, IKEA. */
export const loud = wholeWords(
  "PAS|RIEN|TOUT|TOUS|TOUTES?|TRÈS|VOUS|VOTRE|ENFIN|VITE|NON|OUI|TROP|SEUL|DEUX|ENCORE|AVANT|" +
    "MERCI|AUCUNE?|" +
    daysAround("fr").toUpperCase(),
  "u",
);
