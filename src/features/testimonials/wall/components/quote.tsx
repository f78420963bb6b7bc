import { tags, type Language } from "@/language/languages";
import type { Locale } from "@/language/locale";
import { dayIn } from "@/lib/dates";
import type { Took } from "@/features/testimonials/wall/rules";

type Said = {
  text: string;
  name: string;
  language: Language;
  givenAt: Date;
  editedAt: Date | null;
  reply: { text: string; took: Took | null } | null;
};

type QuoteProps = {
  locale: Locale;
  said: Said;
  freelancer: string;
  /** The studio's, for its days. */
  zone: string;
  now: Date;
  /** In an embed everything is a size smaller. */
  isSmall?: boolean;
};

/** What somebody said, as they wrote it: never translated, and in the language they wrote it in. */
export function Quote({ locale, said, freelancer, zone, now, isSmall = false }: QuoteProps) {
  const lang = tags[said.language];
  const today = dayIn(zone, now);
  const day = (at: Date) => (
    <time dateTime={at.toISOString()}>{locale.dayName(dayIn(zone, at), today)}</time>
  );
  return (
    <figure>
      <blockquote
        lang={lang}
        dir="auto"
        className={
          "font-serif leading-snug whitespace-pre-line [overflow-wrap:anywhere] " +
          (isSmall ? "text-lg" : "text-xl sm:text-2xl")
        }
      >
        {said.text}
      </blockquote>
      <figcaption className="mt-3 text-sm text-muted">
        <span lang={lang} dir="auto" className="font-medium text-ink [overflow-wrap:anywhere]">
          {said.name}
        </span>
        {" · "}
        {day(said.givenAt)}
        {said.editedAt ? (
          <>
            {", "}
            {locale.t("wall.changed", { day: locale.dayName(dayIn(zone, said.editedAt), today) })}
          </>
        ) : null}
      </figcaption>
      {said.reply ? (
        <div className="mt-4 border-l-2 border-accent pl-4">
          <p className="text-sm text-muted">{tookWords(locale, freelancer, said.reply.took)}</p>
          <p lang={lang} dir="auto" className="mt-1 whitespace-pre-line [overflow-wrap:anywhere]">
            {said.reply.text}
          </p>
        </div>
      ) : null}
    </figure>
  );
}

/** "Mira Holm answered within 3 working hours". */
function tookWords({ t }: Locale, name: string, took: Took | null): string {
  return took ? t(`wall.${took.unit}`, { name, count: took.count }) : t("wall.answered", { name });
}
