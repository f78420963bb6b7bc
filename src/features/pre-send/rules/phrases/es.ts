import { wholeWords, wordsWith } from "@/features/pre-send/rules/whole-words";
import { daysAround } from "@/features/pre-send/rules/written-dates";

/** A file that is with the text. */
export const attached = wholeWords(
  "adjunt(?:[oa]s?|amos|ad[oa]s?|ando|é)|(?:en|como) (?:el |los )?(?:documentos? )?anexos?|" +
    "(?:^\\W*|[lt]e )anexo|con este (?:correo|mensaje|e-?mail) (?:va|van|le|te|recib\\p{L}+)|" +
    "(?:va|van|envío|mando) [^,]{0,40}(?:con|en) este (?:correo|mensaje|e-?mail)",
);

/** No file, one that was asked for, the reader's own, or one that comes another day. */
export const notAttached = wholeWords(
  "no|nada|ningún|sin (?:archivo|adjunto|anexo)|(?:su|tu) (?:\\p{L}+ )?(?:adjunto|correo|" +
    "mensaje)|que (?:me|nos) \\p{L}+|gracias por|(?:puede|podría)s? …(?:enviar|mandar|" +
    "adjuntar)\\p{L}*|(?:envi|mand)aré|recib\\p{L}*|abrir|abre|(?<!\\b(?:para|de|por|la|" +
    "esta) )mañana|cuando|(?:ha|has|han) adjuntado|venía\\p{L}*|(?<=^\\s*)el \\p{L}+ (?:te|le)|" +
    "en cuanto|próxim[oa]|(?<=^\\s*)si",
);

/** Something that is late. WHEN is a day or what was agreed, SPAN a stretch of time, NOT a no. */
export const late = wordsWith(
  {
    WHEN: `${daysAround("es")}|` + "la semana|finales|principios|\\d+(?![:\\d])",
    SPAN: "(?:hora|día|semana|mes)(?:e?s)?",
    NOT: "(?:no|tampoco)",
  },
  "retras\\p{L}*|demor\\p{L}*|aplaz\\p{L}*|pospo\\p{L}*|pospuest\\p{L}*|tard(?:ar|ará|arán|a|" +
    "an) …más|más tiempo|como (?:muy )?pronto|más (?:tarde|tiempo) de lo|SPAN (?:más|tarde)|" +
    "no (?:llego|podré|llegaré)|d[aá]\\p{L}* tiempo|NOT (?:est|qued|va|ten|" +
    "he)\\p{L}* (?:(?!en )\\S+ ){0,2}(?:list|terminad|acabad)[oa]s?|NOT (?:el|la) WHEN|" +
    "NOT …(?:a tiempo|plazo|cumplir)|NOT …(?:est|lleg|pued|pod|tendr|va|recib|" +
    "entreg)\\p{L}* …WHEN|otr[oa]s? (?:\\S+ )?(?:semanas?|días)|(?:pas|muev|" +
    "cambi)\\p{L}* al? …WHEN|(?:lleg|estar|tendr|entreg)\\p{L}* …más tarde|hasta (?:el|la) …WHEN|" +
    "(?:necesit(?:o|ar\\p{L}*)|hará) …(?:hasta|SPAN)|en (?:lugar|vez) del? WHEN",
);

/** Why it is late. */
export const reason = wholeWords(
  "porque|ya que|debido|por culpa|a causa|la razón|enferm[oa]|(?<!sin )falta|avería|puesto que",
);

/** Something that is not late, might be, or is the reader's. */
export const notLate = wholeWords(
  "ningún|sin(?! falta)|si|si no|gracias|no hay|abre|responda|pago|factura|transferencia",
);

/** What reads as blunt to whoever pays: insults, blame, impatience, orders, "not my problem". */
export const blunt = wholeWords(
  "no es (?:mi|asunto) (?:problema|mío)|es (?:su|tu) problema|no es (?:mi )?culpa|(?:por|" +
    "es) (?:su|tu) culpa|culpa (?:suya|tuya)|ya (?:se |te |le |os |les )(?:lo )?(?:dije|escribí|" +
    "expliqué|he (?:dicho|explicado|repetido))|(?:dicho|dije|explic\\p{L}*|repet\\p{L}*|" +
    "cuántas) …veces|por (?!primera|segunda)\\p{L}+a vez|estúpid\\p{L}*|idiot\\p{L}*|" +
    "ridícul\\p{L}*|imb[ée]cil\\p{L}*|incompeten\\p{L}*|tont\\p{L}*|bobadas?|disparates?|" +
    "absurd[oa]s?|patétic[oa]s?|inútil(?:es)?|porquería|chapuza|(?:una|es) basura|asco|ignorante|" +
    "cálm[ae](?:se|te)|me (?:da igual|importa un)|p[ée]rd\\p{L}* (?:de|el|mi) tiempo|" +
    "obviamente no|hart[oa]s?|cáll[ae](?:se|te)|la vida(?=[.!])|apáñ\\p{L}*|no (?:tiene|" +
    "tienes) (?:\\p{L}+ )?(?:idea|gusto)|no (?:entiende|sabe)s? (?:\\p{L}+ )?(?:nada|leer|ni)|" +
    "no tengo (?:tiempo|paciencia) para|a ver si (?:lee|aprende|se entera|escucha)s?|lea (?:bien|" +
    "mis)|aprend[ea] a|(?:es tan|tan) difícil (?:es)?|hasta un niño|sentido común|quién (?:se|" +
    "te) cree|de una vez por todas|déj[ae]me (?:en paz|trabajar)|dej[ae] de (?:molestar|quejar|" +
    "pregunt|llamar)\\p{L}*|horribles?|horroros[oa]s?|espantos[oa]s?|pésim[oa]s?|un desastre|" +
    "pesad[oa] (?:es|está)|(?:sea|seas) (?:tan )?pesad[oa]|no (?:ha|" +
    "has) (?:\\p{L}+ )?(?:entendido|leído|escuchado)|lo que (?:le|te) dé la gana|" +
    "haga lo que quiera|por Dios|vergüenza|caprichos?|paciencia|cansad[oa] de|mejores cosas|" +
    "perder tiempo|siempre (?:está|estás)|cállense|espabil\\p{L}*|bruto|groser[oa]|maleducad[oa]|" +
    "qué cara|cara dura|vergonz\\p{L}*|insoportable|mediocre|inept[oa]|zoquete|payas\\p{L}*|" +
    "(?:menud|vay)[oa] (?:idea|desastre|manera|forma|lío)|(?:se|te) enteras?|me tienes?|" +
    "basta(?=[ .!,]*(?:ya|de|$))|hasta (?:el gorro|las narices|la coronilla)|no soy su|" +
    "allá usted|peor para|no me veng\\p{L}*|(?:use|usa) la cabeza|pien[sc]\\p{L}* un poco|" +
    "abra los ojos|qué parte …no|dos dedos|no (?:vale|sirve) (?:para )?nada|feísim[oa]|mal gusto|" +
    "(?:leído siquiera|siquiera …leído)|único cliente|no me interesa|ya está bien|" +
    "es usted (?:\\p{L}+ )?imposible|(?:su|tu) …(?:es|son) (?:muy )?(?:mal[oa]|fe[oa])|" +
    "está\\p{L}* (?:ciego|sordo|loco)|en qué idioma|el pelo|si hub\\p{L}+ (?:leído|escuchado)|" +
    "hágalo usted|en la cabeza|tan complicado|mucho pedir|maldit[oa]s?|desagradecid[oa]|a mí qué|" +
    "sin cuidado|qué más quiere|no me moleste|déj[ae](?:se|te) de|ent[ée]r[ea](?:se|te)|(?:se|" +
    "te) lo repito",
);

/** An apology. */
export const apology = wholeWords(
  "(?:lo|la) siento|siento|perd[oó]n\\p{L}*|disculp\\p{L}*|lamento",
);

/** What takes an apology back, in the same sentence or at the start of the next. */
export const turn = wholeWords("pero|sin embargo|no obstante|aunque|es que|solo que");

/** What puts it on somebody else, on much work, or on nobody. */
export const blame = wholeWords(
  "(?<!mi )culpa(?! mía)|a cualquiera|fue (?:la|el) \\p{L}+ (?:quien|que|la)|nadie es perfecto|" +
    "(?:tanto|mucho|demasiado) trabajo|no me (?:dijo|dijiste|avis\\p{L}*)|no depend\\p{L}*",
);

/** Short words that are written in capitals to be louder. Other short ones may be a name: NASA, IKEA. */
export const loud = wholeWords(
  "NO|NUNCA|AHORA|NADA|TODO|TODOS|TODAS?|MUY|YA|USTED|FAVOR|VEZ|SOLO|SÓLO|MÁS|ANTES|MUCHO|" +
    "TIENE|" +
    daysAround("es").toUpperCase(),
  "u",
);
