import { Frame } from "@/document/frame";
import { Masthead, StudioName } from "@/document/masthead";
import stylesheet from "@/document/stylesheet.json";
import type { WallFacts } from "@/features/testimonials/wall/queries";
import { hiddenOf } from "@/features/testimonials/wall/rules";
import type { Locale } from "@/language/locale";
import { lookPath } from "@/lib/client-paths";
import { FontPreloads } from "@/ui/font-preloads";
import { Quote } from "./quote";

type WallProps = {
  /** The visitor's; what clients said stays in their own. */
  locale: Locale;
  facts: WallFacts;
  /** The wall's whole address. */
  address: string;
  now: Date;
};

/** What clients of a studio say in public, the newest first, and the line that counts who was asked. */
export function WallPage({
  locale,
  facts,
  address,
  now,
  older,
  isFirst,
}: WallProps & { older: string | null; isFirst: boolean }) {
  const { t } = locale;
  const { studio, quotes } = facts;
  return (
    <Frame
      locale={locale}
      title={t("wall.title", { studio: studio.name })}
      signature={studio.freelancerName}
      look={studio}
      publicAt={address}
    >
      <main className="pt-10 sm:pt-16">
        <StudioName look={studio} className="text-muted [overflow-wrap:anywhere]" />
        <h1 className="mt-1 font-serif text-4xl">{t("wall.heading")}</h1>
        <p className="mt-5 font-medium">{lineOf(locale, facts)}</p>
        <p className="mt-1 text-sm text-muted">{t("wall.how", { name: studio.freelancerName })}</p>
        {quotes.length === 0 ? (
          <p className="mt-10 border-t border-hairline pt-8 text-muted">{t("wall.none")}</p>
        ) : (
          <ol className="mt-10">
            {quotes.map((quote) => (
              <li key={quote.id} className="border-t border-hairline py-8">
                <Quote
                  locale={locale}
                  said={quote}
                  freelancer={studio.freelancerName}
                  zone={studio.zone}
                  now={now}
                />
              </li>
            ))}
          </ol>
        )}
        {older || !isFirst ? (
          <nav className="flex gap-6 border-t border-hairline pt-4">
            {isFirst ? null : <WayLink href={address}>{t("wall.newest")}</WayLink>}
            {older ? <WayLink href={older}>{t("wall.older")}</WayLink> : null}
          </nav>
        ) : null}
      </main>
    </Frame>
  );
}

function WayLink({ href, children }: { href: string; children: string }) {
  return (
    <a href={href} className="inline-flex min-h-11 items-center underline underline-offset-4">
      {children}
    </a>
  );
}

/** "12 asked, 9 answered, 3 shown, none hidden for its score." */
export function lineOf({ t }: Locale, facts: WallFacts): string {
  const { asked, answered, shown } = facts;
  const { total, reasons } = hiddenOf(facts);
  if (total === 0) return t("wall.line", { asked, answered, shown });
  return t("wall.lineHidden", {
    asked,
    answered,
    shown,
    hidden: total,
    reasons: reasons.map(({ hiddenFor, count }) => t(`wall.${hiddenFor}`, { count })).join(", "),
  });
}

/**
 * The newest of a wall, for a frame in any page. It has no form and no script, so there is nothing in it to be clicked
 * by trickery; and it names the studio and the wall's own address, where a reader can check what a page claims.
 */
export function EmbedPage({ locale, facts, address, now }: WallProps) {
  const { t, tag } = locale;
  const { studio, quotes } = facts;
  return (
    <html lang={tag}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <link rel="canonical" href={address} />
        <title>{t("wall.title", { studio: studio.name })}</title>
        <FontPreloads />
        <link rel="stylesheet" href={stylesheet.href} />
        {studio.accent ? <link rel="stylesheet" href={lookPath.colours(studio.accent)} /> : null}
      </head>
      <body className="p-4">
        <main>
          {/* A frame in another page leads to the wall alone. */}
          <Masthead look={{ ...studio, siteUrl: null }} />
          <h1 className="font-serif text-xl">{t("wall.title", { studio: studio.name })}</h1>
          <p className="mt-1 text-sm text-muted">{lineOf(locale, facts)}</p>
          {quotes.length === 0 ? (
            <p className="mt-4 text-muted">{t("wall.none")}</p>
          ) : (
            <ol className="mt-4">
              {quotes.map((quote) => (
                <li key={quote.id} className="border-t border-hairline py-4">
                  <Quote
                    locale={locale}
                    said={quote}
                    freelancer={studio.freelancerName}
                    zone={studio.zone}
                    now={now}
                    isSmall
                  />
                </li>
              ))}
            </ol>
          )}
        </main>
        <footer className="border-t border-hairline pt-3 text-sm text-muted">
          <p>{t("wall.check", { studio: studio.name })}</p>
          <p>
            <a
              href={address}
              target="_blank"
              rel="noopener"
              className={
                "inline-flex min-h-11 items-center text-ink underline underline-offset-4 " +
                "[overflow-wrap:anywhere]"
              }
            >
              {address.replace(/^https?:\/\//, "")}
            </a>
          </p>
        </footer>
      </body>
    </html>
  );
}
