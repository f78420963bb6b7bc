import stylesheet from "@/document/stylesheet.json";
import type { StudioLocale } from "@/language/studio";
import { buttonVariant } from "@/ui/button";
import { FontPreloads } from "@/ui/font-preloads";
import { Mark } from "@/ui/mark";

/** What a stranger sees first: one document, without script. */
type HomePageProps = { demo: { name: string } | null; locale: StudioLocale };

export function HomePage({ demo, locale: { t, tag } }: HomePageProps) {
  return (
    <html lang={tag}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="description" content={t("home.description")} />
        <title>Uptomark</title>
        <FontPreloads />
        <link rel="stylesheet" href={stylesheet.href} />
        <link rel="icon" href="/mark.svg" type="image/svg+xml" />
      </head>
      <body>
        <main className="mx-auto grid min-h-dvh max-w-2xl content-center gap-8 px-5 py-16">
          <Mark className="size-16 text-accent" />
          <h1 className="font-serif text-5xl leading-tight">Uptomark</h1>
          <div className="grid max-w-[60ch] gap-4 font-serif text-xl leading-relaxed">
            <p>{t("home.what")}</p>
            <p>{t("home.dates")}</p>
            <p>{t("home.done")}</p>
          </div>
          <a
            href="/sign-in"
            className={`${buttonVariant(demo ? "quiet" : "main")} justify-self-start`}
          >
            {t("signIn.title")}
          </a>
          {demo ? <Demo name={demo.name} t={t} /> : null}
        </main>
      </body>
    </html>
  );
}

function Demo({ name, t }: { name: string; t: StudioLocale["t"] }) {
  return (
    <section aria-labelledby="demo" className="border-t border-hairline pt-8">
      <h2 id="demo" className="font-serif text-xl">
        {t("demo.heading")}
      </h2>
      <p className="mt-2 mb-4 text-muted">{t("demo.text", { name })}</p>
      <form method="post" action="/">
        <button type="submit" className={buttonVariant("main")}>
          {t("demo.open")}
        </button>
      </form>
    </section>
  );
}
