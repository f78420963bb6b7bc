import type { Written } from "@/features/emails/commands";
import type { Locale } from "@/language/locale";
import { paragraphsOf } from "@/language/plain";
import { shortSubject } from "@/lib/cut";
import { quotables, type ApologyFacts, type GoodwillFacts } from "./rules";

/** The apology as its reader gets it: the freelancer's text, the one remedy, goodwill, and the way to answer. */
export function apologyEmail(
  locale: Locale,
  facts: {
    freelancerName: string;
    contactName: string;
    projectTitle: string | null;
    text: string;
    remedy: string | null;
    goodwill: GoodwillFacts | null;
  },
  page: string | null,
): Written {
  const { t, tag, calls } = locale;
  return {
    subject: shortSubject(
      facts.projectTitle
        ? t("apology.subject", { project: facts.projectTitle })
        : t("apology.subjectNone"),
    ),
    words: {
      lang: tag,
      greeting: t("emails.dear", { name: calls(facts.contactName) }),
      paragraphs: [...paragraphsOf(facts.text), ...closing(locale, facts.remedy, facts.goodwill)],
      ...(page ? { link: { sentence: t("apology.link"), url: page } } : {}),
      closing: t("emails.bestWishes"),
      signature: facts.freelancerName,
    },
  };
}

/**
 * Returns the apology that is proposed, in the client's language: it quotes what they said, owns it, and makes no
 * excuse. The remedy and the goodwill have paragraphs of their own, which `closing` adds when it is sent.
 */
export function draftApology({ t }: Locale, facts: ApologyFacts): string {
  const quotes = quotables(facts);
  const about = [...new Set(facts.complaints.flatMap((one) => one.about))];
  const said =
    quotes.length > 0
      ? quotes.map((quote, index) =>
          t(index === 0 ? "apology.youTold" : "apology.youAlsoTold", { quote }),
        )
      : [
          facts.projectTitle
            ? t("apology.youTappedAbout", { project: facts.projectTitle })
            : t("apology.youTapped"),
        ];
  const owned = (about.length > 0 ? about : (["OTHER"] as const)).map((one) =>
    t(`apology.own.${one}`),
  );
  return [...said, `${t("apology.sorry")} ${owned.join(" ")}`].join("\n\n");
}

/** Returns what could be offered for the next assignment, by what the complaint was about, in the client's language. */
export function proposeRemedies({ t }: Locale, { complaints }: ApologyFacts): string[] {
  const about = new Set(complaints.flatMap((one) => one.about));
  const kinds = (["RESULT", "DATE", "COMMUNICATION", "PRICE"] as const).filter((one) =>
    about.has(one),
  );
  return (kinds.length > 0 ? kinds : (["RESULT"] as const)).map((one) =>
    t(`apology.remedies.${one}`),
  );
}

/** Returns the paragraphs below the apology's own text: the one remedy, goodwill where there is some, how to answer. */
function closing(locale: Locale, remedy: string | null, goodwill: GoodwillFacts | null): string[] {
  const { t } = locale;
  return [
    ...(remedy ? [t("apology.remedy", { remedy })] : []),
    ...(goodwill ? [t("apology.goodwill", { goodwill: goodwillName(locale, goodwill) })] : []),
    t("apology.reply"),
  ];
}

/** "€50.00 off your next invoice": goodwill in the reader's words. */
export function goodwillName({ t, tag }: Locale, goodwill: GoodwillFacts): string {
  const amount = (goodwill.hundredths ?? 0) / 100;
  if (goodwill.kind === "MONEY") {
    const style = { style: "currency", currency: goodwill.currency ?? "EUR" } as const;
    return t("apology.money", { amount: new Intl.NumberFormat(tag, style).format(amount) });
  }
  if (goodwill.kind === "HOURS") return t("apology.hours", { count: amount });
  return goodwill.text;
}

/** Returns the reply that is proposed for a public comment: short, without a detail that was not public. */
export function draftPublicReply({ t, calls }: Locale, contactName: string): string {
  return t("apology.public", { name: calls(contactName) });
}
