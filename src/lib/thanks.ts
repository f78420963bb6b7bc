/** Longer than this, a text says more than thanks. */
const MOST_CHARACTERS = 80;

/** Words that thank or agree by themselves, in the product's languages. */
const THANKS = new Set(
  (
    "thanks thank thx cheers great perfect wonderful brilliant lovely ok okay noted understood " +
    "danke dankeschön merci perfekt super prima toll klasse verstanden einverstanden " +
    "parfait génial entendu reçu impeccable " +
    "gracias perfecto genial vale estupendo recibido entendido " +
    "obrigado obrigada perfeito ótimo recebido entendido 👍 🙏 👌 ❤ 😊"
  ).split(" "),
);

/** Words around them that add nothing. */
const AROUND = new Set(
  (
    "a all again for it lot many much so that the this very you your everything got will do help " +
    "alles klar auch dank dir euch für gut herzlichen ihnen ihre das die schön sehr vielen und nochmals hilfe " +
    "à beaucoup bien d'accord le la pour toi tout vous et votre mille aide encore " +
    "de acuerdo bueno mil muchas muy por todo todos y su ayuda la " +
    "muito muita mesmo pela pelo tudo e bem bom está ajuda and"
  ).split(" "),
);

/**
 * Whether a text is a closing thanks, "ok" or a thumb up and nothing else, in any of the product's languages: it
 * waits for no answer. A question never is, and a name at its end does not matter.
 */
export function isThanks(text: string): boolean {
  if (text.length > MOST_CHARACTERS || /[?¿]/.test(text)) return false;
  const words = text.normalize("NFC").match(/[\p{L}\p{M}'’]+|\p{Extended_Pictographic}/gu) ?? [];
  const lowered = words.map((word) => word.toLowerCase().replace("’", "'"));
  const isName = (word: string, at: number) =>
    at > 0 && at === words.length - 1 && /^\p{Lu}/u.test(word);
  return (
    lowered.some((word) => THANKS.has(word) || word === "dank") &&
    lowered.every(
      (word, at) => THANKS.has(word) || AROUND.has(word) || isName(words[at] ?? "", at),
    ) &&
    !/\d/.test(text)
  );
}
