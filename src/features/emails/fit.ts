import { languageOf } from "@/language/languages";
import { localeOf } from "@/language/locale";
import { cut } from "@/lib/cut";
import type { Words } from "@/mail/words";
import { MOST_SUBJECT, MOST_TEXT } from "./schema";

type Written = { subject: string; words: Words };

/**
 * Returns an email's subject and words within the bounds that the freelancer's own edits have. What is
 * too long is cut, and a last line says so and where the rest is: no batch of facts, however many or
 * long, makes an email impossible.
 */
export function fitEmail<Email extends Written>({ subject, words, ...rest }: Email) {
  return { ...rest, subject: cut(subject, MOST_SUBJECT), words: fitWords(words) };
}

const BETWEEN = "\n\n";

function fitWords(words: Words): Words {
  if (words.paragraphs.join(BETWEEN).length <= MOST_TEXT) return words;
  const { t } = localeOf(languageOf(words.lang ?? "en"));
  const last = [t("emails.shortened"), ...(words.link ? [t("emails.rest")] : [])].join(" ");
  let room = MOST_TEXT - last.length;
  const paragraphs: string[] = [];
  for (const text of words.paragraphs) {
    const most = room - BETWEEN.length;
    if (text.length > most) {
      if (most > 0) paragraphs.push(cut(text, most));
      break;
    }
    paragraphs.push(text);
    room = most - text.length;
  }
  return { ...words, paragraphs: [...paragraphs, last] };
}
