import type { ReactNode } from "react";
import type { Locale } from "@/language/locale";
import { lookPath } from "@/lib/client-paths";
import type { Look } from "@/lib/look";
import { FontPreloads } from "@/ui/font-preloads";
import { Masthead } from "./masthead";
import stylesheet from "./stylesheet.json";

type FrameProps = {
  /** The reader's. */
  locale: Locale;
  title: string;
  signature?: string;
  /** The studio's, where it is known whose page it is. */
  look?: Look;
  /** What kind of page it is, for the script of one that is open: "gone" where a link is no longer good. */
  page?: "status" | "gone";
  /** Anybody may open it, and search engines may list it at this address: it holds no secret. */
  publicAt?: string;
  /** Where the page is, and where it hears that it has changed; with it the page has the small script that listens. */
  live?: { path: string; stream: string; seen?: string };
  /** A last sentence about the page itself. */
  note?: string;
  children: ReactNode;
};

/**
 * The page around every document of the client's side. But for a public one the title is general, so that a link
 * preview tells nothing.
 */
export function Frame(props: FrameProps) {
  const {
    locale: { t, tag },
    title,
    signature,
    look,
    page,
    publicAt,
    live,
    note,
    children,
  } = props;
  return (
    <html lang={tag}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {publicAt ? (
          <link rel="canonical" href={publicAt} />
        ) : (
          <meta name="robots" content="noindex, nofollow" />
        )}
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <FontPreloads />
        <link rel="stylesheet" href={stylesheet.href} />
        {look?.accent ? <link rel="stylesheet" href={lookPath.colours(look.accent)} /> : null}
        {live ? (
          <script
            src={stylesheet.live}
            data-path={live.path}
            data-live={live.stream}
            data-seen={live.seen}
            defer
          />
        ) : null}
        <link rel="icon" href="/mark.svg" type="image/svg+xml" />
      </head>
      {/* A live update takes over the body alone, so it says its language itself. */}
      <body lang={tag} data-page={page} className="px-5 pb-16 sm:px-8">
        <div className="mx-auto max-w-[38rem]">
          {look ? <Masthead look={look} /> : null}
          {children}
        </div>
        <footer
          className={
            "mx-auto mt-16 flex max-w-[38rem] items-center gap-2 border-t border-hairline pt-4 " +
            "text-sm text-muted"
          }
        >
          <svg
            width="28"
            height="18"
            viewBox="0 0 28 18"
            aria-hidden="true"
            fill="none"
            stroke="currentColor"
            strokeWidth="2"
            strokeLinecap="round"
            strokeLinejoin="round"
            className="flex-none"
          >
            <path d="M1 15h26" />
            <path className="text-accent" d="M9 9l4 4 7-11" />
          </svg>
          <span>
            {signature ? t("frame.keptBy", { name: signature }) : t("frame.kept")}
            {note ? `. ${note}` : null}
          </span>
        </footer>
      </body>
    </html>
  );
}

/** A document that says one thing. */
export function Notice({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <main className="pt-16">
      <h1 className="font-serif text-3xl">{heading}</h1>
      <div className="mt-4 space-y-4 text-muted">{children}</div>
    </main>
  );
}
