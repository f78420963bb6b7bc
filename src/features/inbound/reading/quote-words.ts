// The words by which mail programs in many languages announce what they quote.

const alternatives = (list: string) =>
  list
    .trim()
    .split(/\s*\|\s*/)
    .join("|");

/** "wrote", as it is in the line above a quote. */
const WROTE = alternatives(`
  wrote | writes | geschrieben | said | quoting | zitat von | schrieb | schreibt | écrit |
  ecrit | escribió | escribio | va escriure | escribiu | idatzi | escreveu | scritto | scrive |
  schreef | geschreven | skrev | skreiv | skrifaði | kirjoitti | kirjutas | rakstīja | rašė |
  pisze | napisał | napisała | napisał\\(a\\) | napisana przez | napsal | napsala |
  napsal\\(a\\) | napísal | napísala | napísal\\(a\\) | napisao | napisala | napisal | írta |
  a scris | yazdı | έγραψε | написал | написала | пишет | написав | пише | написа | viết |
  đã viết | menulis | כתב | כתבה | كتب | كتبت | كتابة
`);
const WROTE_WITHOUT_SPACES =
  "写道|寫道|写了|のメッセージ|のメール|書きました|書いた|さんは|작성|님이|เขียน";

export const WROTE_WORD = new RegExp(
  `(?<!\\p{L})(?:${WROTE})(?!\\p{L})|${WROTE_WITHOUT_SPACES}`,
  "iu",
);

/** A name beside the word: "Ana Silva wrote", "schrieb Ana Silva". What has no capitals passes. */
const CAPITAL = "(?:[^\\p{Ll}\\s\\d:,;][^\\s:]*)";
export const NAME_BESIDE = new RegExp(
  `${CAPITAL},? (?:(?:a|ha|hat|heeft|har|has) )?(?:${WROTE})(?!\\p{L})` +
    `|(?<!\\p{L})(?:${WROTE}) (?:\\S+ )*${CAPITAL}\\s*[:：]|${WROTE_WITHOUT_SPACES}`,
  "u",
);

/** "you wrote": a sentence that someone typed, not the line of a program. */
const ME_OR_YOU = alternatives(`
  he | she | you | we | i | they | er | il | elle | él | ella | ele | ela | lui | lei | hij |
  zij | du | ihr | ich | wir | vous | nous | tu | je | yo | tú | usted | nosotros | você | eu |
  nós | io | noi | voi | ik | jij | wij
`);
const HAVE = "avez|avons|ai|hai|ho|abbiamo|avete|haben|habe|hast|have|had";
export const SOMEONE_TYPED = new RegExp(
  `(?<!\\p{L})(?:(?:${ME_OR_YOU}) (?:${WROTE})|(?:${WROTE}) (?:${ME_OR_YOU}|sie)` +
    `|(?:${HAVE}) (?:\\p{L}+ )?(?:${WROTE}|geschrieben))(?!\\p{L})`,
  "iu",
);

/** What such a line begins with: "On", "Am", "W dniu" … */
const OPENING = alternatives(`
  in a message dated | in message | in article | on | at | am | le | el | em | no dia | il |
  il giorno | in data | op | den | w dniu | dnia | dne | dňa | v | u | dana | pe | în data |
  pe data de | ke | to | ma | ti | la | su | στις | την | в | во | vào | pada | tarihinde | na |
  el dia | el día | a | wiadomość | \\d{4}年
`);
export const OPENING_WORD = new RegExp(`^(?:${OPENING})(?!\\p{L})|^(?:在|於)`, "iu");

type Field = "from" | "sent" | "date" | "to" | "cc" | "subject";

/** The labels of the headers that Outlook and others put above a quote. */
const LABELS: Record<Field, string> = {
  from: `
    from | von | absender | de | expéditeur | remitente | remetente | da | mittente | van |
    afzender | fra | från | lähettäjä | od | nadawca | от | від | от кого | feladó | kimden |
    gönderen | από | de la | 差出人 | 送信者 | 发件人 | 寄件者 | 寄件人 | 보낸 사람 | 보낸사람 | saatja | no | nuo |
    dari | người gửi | từ | מאת | من
  `,
  sent: `
    sent | gesendet | gesendet am | envoyé | envoyé le | enviado | enviado el | enviada |
    enviado em | enviada em | inviato | verzonden | verzonden op | sendt | skickat |
    skickat den | lähetetty | wysłano | wysłane | odesláno | odoslané | elküldve | küldve |
    gönderildi | gönderilme | отправлено | надіслано | στάλθηκε | εστάλη | trimis | 送信日時 |
    发送时间 | 傳送時間 | 보낸 날짜 | dikirim | נשלח | saadetud | تم الإرسال
  `,
  date: `
    date | datum | date d'envoi | fecha | data | dato | päiväys | dátum | tarih | дата |
    ημερομηνία | 日時 | 日付 | 日期 | 날짜 | thời gian | tanggal | تاريخ
  `,
  to: `
    to | an | empfänger | à | a | destinataire | para | destinatario | destinatário | aan |
    ontvanger | til | till | vastaanottaja | do | adresat | komu | кому | címzett | kime |
    alıcı | προς | către | pre | za | 宛先 | 收件人 | 받는 사람 | 받는사람 | đến | kepada | אל | إلى | kam
  `,
  cc: `
    cc | bcc | copie | copie à | copia | cópia | kopie | kopia | kopi | kopio | dw | másolat |
    bilgi | копия | копія | κοιν | 抄送 | 副本 | 참조 | reply-to | reply to | antwort an |
    répondre à | responder a | rispondi a | attachments | anlagen | pièces jointes |
    importance | wichtigkeit
  `,
  subject: `
    subject | betreff | objet | asunto | assunto | oggetto | ogg | onderwerp | emne | ämne |
    aihe | temat | předmět | predmet | тема | tárgy | konu | θέμα | subiect | 件名 | 主题 | 主旨 |
    제목 | chủ đề | subjek | perihal | נושא | الموضوع | tēma | tema | teema | zadeva
  `,
};

const FIELD_OF = new Map<string, Field>(
  Object.entries(LABELS).flatMap(([field, labels]) =>
    alternatives(labels)
      .split("|")
      .map((label) => [label, field as Field] as const),
  ),
);

const LABELLED =
  /^[\s>*_]{0,4}([^\s:：*_<>@\d][^:：*<>@\d]{0,24}?)\s{0,9}\*{0,2}\s?[:：]\s?\*{0,2}(.*)$/u;

/** Returns the field that a line names ("Von: …"), and its value, or null. */
export function fieldIn(line: string): { field: Field; value: string } | null {
  const [, label, value] = LABELLED.exec(line.slice(0, 400)) ?? [];
  const field = label && FIELD_OF.get(label.trim().toLowerCase());
  return field ? { field, value: value?.trim() ?? "" } : null;
}

/** "Original message" and "Forwarded message", which are between dashes. */
const ORIGINAL = alternatives(`
  forwarded by .{1,90} | original message | original email | original e-mail |
  original appointment | original-nachricht | originalnachricht | ursprüngliche nachricht |
  ursprüngliche mail | urspruengliche nachricht | message d'origine | message original |
  mail original | message initial | mensaje original | mensagem original | messaggio originale |
  messaggio original | oorspronkelijk bericht | oorspronkelijke bericht | origineel bericht |
  original meddelelse | oprindelig meddelelse | oprindelig besked | opprinnelig melding |
  ursprungligt meddelande | originalmeddelande | alkuperäinen viesti | wiadomość oryginalna |
  oryginalna wiadomość | wiadomość wysłana | původní zpráva | původní e-mail | pôvodná správa |
  eredeti üzenet | orijinal ileti | orijinal mesaj | исходное сообщение |
  оригинальное сообщение | вихідне повідомлення | αρχικό μήνυμα | mesaj original | 元のメッセージ |
  原始邮件 | 原始郵件 | 邮件原件 | 원본 메시지 | 원본 메일 | thư gốc | pesan asli | forwarded message |
  forwarded email | weitergeleitete nachricht | weitergeleitete mail | message transféré |
  message transmis | mensaje reenviado | mensagem encaminhada | mensagem reencaminhada |
  messaggio inoltrato | doorgestuurd bericht | videresendt meddelelse | videresendt besked |
  vidarebefordrat meddelande | przekazana wiadomość | wiadomość przekazana |
  treść przekazanej wiadomości | přeposlaná zpráva | továbbított üzenet | iletilen mesaj |
  пересылаемое сообщение | 转发的邮件 | 轉寄郵件 | 転送メッセージ | 전달된 메시지 | reply message
`);
export const SEPARATOR = new RegExp(
  `^[\\s>]{0,4}[-–—‐_=*]{2,}\\s{0,3}(?:${ORIGINAL})\\s{0,3}:?\\s{0,3}[-–—‐_=*]{2,}\\s*$`,
  "iu",
);

/** What Apple Mail and others put above a forwarded email. */
const BEGINNING = alternatives(`
  begin forwarded message | forwarded message | anfang der weitergeleiteten nachricht |
  début du message réexpédié | début du message transféré | inicio del mensaje reenviado |
  início da mensagem reencaminhada | início da mensagem encaminhada |
  inizio messaggio inoltrato | begin doorgestuurd bericht | start på videresendt besked |
  start på videresendt meddelelse | vidarebefordrat brev |
  början på vidarebefordrat meddelande | początek przekazywanej wiadomości |
  początek przesyłanej dalej wiadomości | 転送されたメッセージ | 転送メッセージ |
  начало пересылаемого сообщения | 下面是被转发的邮件
`);
export const FORWARDED = new RegExp(`^(?:${BEGINNING})\\s*[:：]\\s*$`, "iu");

/** "My answers are below, in red": then the person's words are within the quote. */
const ANSWERS = alternatives(`
  answers? | comments? | replies | responses? | remarks | antworten? | anmerkungen |
  kommentare? | réponses? | commentaires? | remarques | respuestas? | comentarios? |
  respostas? | comentários? | rispost[ae] | commenti | antwoorden | opmerkingen | svar |
  kommentarer | odpowiedzi | komentarze
`);
const WITHIN = alternatives(`
  below | in-?line | in (?:red | blue | green | bold | caps | capitals) | in the text |
  between the lines | unten | im text | in (?:rot | blau | grün | fett) | zwischen den zeilen |
  ci-dessous | plus bas | en (?:rouge | bleu | vert | gras) | dans le texte | abajo |
  más abajo | en (?:rojo | azul | verde | negrita) | abaixo | em (?:vermelho | negrito) |
  no texto | qui sotto | in (?:rosso | blu | verde) | nel testo | hieronder | in het (?:rood |
  blauw) | nedenfor | med (?:rødt | blåt) | nedan | poniżej | na (?:czerwono | niebiesko)
`);
export const ANSWERS_WITHIN = new RegExp(
  `(?<!\\p{L})(?:(?:${ANSWERS})(?!\\p{L}).{0,60}(?<!\\p{L})(?:${WITHIN})` +
    `|(?:${WITHIN})(?!\\p{L}).{0,30}(?<!\\p{L})(?:${ANSWERS})|(?:see|answered|replied) in-?line)(?!\\p{L})`,
  "iu",
);
