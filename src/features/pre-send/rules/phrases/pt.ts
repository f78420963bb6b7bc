import { wholeWords, wordsWith } from "@/features/pre-send/rules/whole-words";
import { daysAround } from "@/features/pre-send/rules/written-dates";

/** A file that is with the text. */
export const attached = wholeWords(
  "(?<!\\b(?:o|do|um|os|dos) )anex(?:os?|as?|ei|amos|ad[oa]s?|ando)|apens[oa]s?|junto (?:lhe |" +
    "te )?(?:envi|segu|remet|mand)\\p{L}*|(?:envio|mando|seguem?) (?:\\p{L}+ )?junt[oa]s?|" +
    "(?:junto|envio|mando|segue|seguem|vai|vão) [^,]{0,40}(?:com|n|a) ?est[ea] (?:e-?mail|" +
    "mensagem)",
);

/** No file, one that was asked for, the reader's own, or one that comes another day. */
export const notAttached = wholeWords(
  "não|nada|nenhum|sem anexo|(?:seu|teu|sua|tua) (?:\\p{L}+ )?(?:anexo|e-?mail|mensagem)|" +
    "que (?:me|nos) \\p{L}+|obrigad[oa] pel[oa]s?|(?:pode|poderia)s? …(?:enviar|mandar|anexar)|" +
    "(?:envi|mand)arei|vou (?:enviar|mandar)|receb\\p{L}*|abrir|abre|(?<!\\b(?:para|de) )amanhã|" +
    "quando|veio|vinham?|(?<=^\\s*)na \\p{L}+ (?:envio|mando)|assim que|próxim[oa]|(?<!-)se",
);

/** Something that is late. WHEN is a day or what was agreed, SPAN a stretch of time, NOT a no. */
export const late = wordsWith(
  {
    WHEN: `${daysAround("pt")}|` + "para a semana|na semana|início|final|fim|\\d+(?![:\\d])",
    SPAN: "(?:hora|dia|semana|mês|mese)s?",
    NOT: "(?:não|nem)",
  },
  "atras(?!ad[oa] n)\\p{L}*|adi(?:ar|ad[oa]s?|amento|ei)|demor\\p{L}* …mais|mais tempo|(?:cheg|" +
    "fic|est|entreg|vai|receb)\\p{L}* …mais tarde|SPAN (?:a )?mais|mais \\S+ SPAN|" +
    "não vou conseguir|NOT (?:acab|termin|conclu|na |no )\\p{L}*|NOT …(?:pront[oa]s?|a tempo|" +
    "acabad[oa]s?|terminad[oa]s?|prazo|cumpr\\p{L}*)|NOT …(?:est|fic|cheg|consig|conseg|poss|" +
    "poder|ter|vai|receb|entreg)\\p{L}* …WHEN|só …WHEN|(?:fica|passa|muda)\\p{L}* para (?:a |" +
    "o )?WHEN|do que o (?:previsto|combinado|prometido)|precis(?:o|ar\\p{L}*) …(?:até|SPAN)|" +
    "em vez de WHEN",
);

/** Why it is late. */
export const reason = wholeWords(
  "porque|pois|devido|por causa|já que|a razão|doente|(?<!sem )falta|avaria|uma vez que",
);

/** Something that is not late, might be, or is the reader's. */
export const notLate = wholeWords(
  "nenhum|sem(?! falta)|(?<=^\\s*)se|senão|obrigad[oa]|não há|abre|responder|pagamento|fatura|" +
    "transferência",
);

/** What reads as blunt to whoever pays: insults, blame, impatience, orders, "not my problem". */
export const blunt = wholeWords(
  "não é (?:um |o )?(?:meu )?problema(?: meu)?|problema é (?:seu|teu)|" +
    "não é (?:da )?(?:culpa minha|minha (?:culpa|conta))|(?:por|é) (?:sua|tua) culpa|" +
    "culpa (?:sua|tua)|já (?:lho|lhe|te|vos) (?:disse|escrevi|expliquei|repeti)|(?:disse|" +
    "expliqu\\p{L}*|repet\\p{L}*|quantas) …vezes|pela (?!primeira|segunda)\\p{L}+ vez|" +
    "estúpid\\p{L}*|idiot\\p{L}*|ridícul\\p{L}*|imbecil|incompeten\\p{L}*|parv[oa]\\p{L}*|" +
    "palermas?|tolices?|disparates?|absurd[oa]s?|patétic[oa]s?|inútil|inúteis|porcaria|(?:um|" +
    "é) lixo|nojo|ignorante|burrice|acalme-se|tanto me faz|perd\\p{L}* (?:de|o meu) tempo|" +
    "obviamente não|fart[oa]|cale-se|desenras[cq]\\p{L}*|palpites|não (?:tem|" +
    "tens) (?:\\p{L}+ )?(?:ideia|gosto|noção)|não (?:percebe|entende|" +
    "sabe)s? (?:\\p{L}+ )?(?:nada|ler|nem)|não tenho (?:tempo|paciência) para|não quero saber|" +
    "leia (?:bem|os meus)|aprend[ae] a|tão difícil|até uma criança|bom senso|quem …(?:julga|" +
    "pensa)s? que|de uma vez por todas|deix[ae]-(?:me em paz|se de)|(?:pare|" +
    "deixe) de (?:me )?(?!fora)\\p{L}+r|horrível|horríveis|péssim[oa]s?|um desastre|vergonha|" +
    "caprichos?|cansad[oa] d\\p{L}+|perder tempo|sem paciência|a paciência|(?:faça|" +
    "faz) como quiser\\p{L}*|não (?:leu|percebeu|entendeu|ouviu)|amor de Deus|mais que fazer|" +
    "está sempre a|é (?:muito )?(?:chat[oa]|burr[oa])|chatear|cretin\\p{L}*|inept[oa]|medíocre|" +
    "grosseir[oa]|mal-?educad[oa]|vergonhos[oa]|insuportável|que (?:raio|diabo)|já chega|" +
    "basta(?= de|[!.])|abra os olhos|(?:pense|pensa) um pouco|(?:use|usa) a cabeça|" +
    "não sou (?:o )?seu|problema (?:seu|teu)|azar (?:o )?seu|não me venha|que parte …não|" +
    "dois dedos|a (?:gozar|brincar)|não (?:presta|vale nada|serve para nada)|asneiras?|" +
    "tont[oa]s?|pateta|mau gosto|chegou a ler|sequer (?:leu|ler)|leu sequer|único cliente|" +
    "não me interessa|não sou (?:o |a )?(?:seu|sua)|culpa é (?:\\p{L}+ )?(?:sua|tua)|(?:o seu|" +
    "a sua) …é (?:muito )?(?:má|mau|fei[oa])|está\\p{L}* (?:cego|surdo|louco)|em que língua|" +
    "na cabeça|se tivesse (?:lido|ouvido)|faça-o|na cabeça|tão complicado|pedir muito|" +
    "maldit[oa]s?|ingrat[oa]|malcriad[oa]|lá saber|nas tintas|não me (?:mace|chateie|incomode)|" +
    "volto a repetir|preguiços[oa]|despache-se",
);

/** An apology. */
export const apology = wholeWords("desculp\\p{L}*|lamento|perdão|sinto muito|peço perdão");

/** What takes an apology back, in the same sentence or at the start of the next. */
export const turn = wholeWords("mas|porém|contudo|no entanto|embora|só que|é que");

/** What puts it on somebody else, on much work, or on nobody. */
export const blame = wholeWords(
  "(?<!minha )culpa(?! minha)|a (?:qualquer|todos)|foi (?:a|o) \\p{L}+ que|ninguém é perfeito|" +
    "(?:tanto|muito|imenso) trabalho|não me (?:disse\\p{L}*|avis\\p{L}*)|não depend\\p{L}*",
);

/** Short words that are written in capitals to be louder. Other short ones may be a name: NASA, IKEA. */
export const loud = wholeWords(
  "NÃO|NUNCA|AGORA|NADA|TUDO|TODOS|TODAS?|MUITO|JÁ|FAVOR|VEZ|SÓ|MAIS|TÃO|ANTES|" +
    daysAround("pt").toUpperCase(),
  "u",
);
