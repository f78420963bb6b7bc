import stylesheet from "@/document/stylesheet.json";
import { buttonVariant } from "@/ui/button";
import { FontPreloads } from "@/ui/font-preloads";
import { Mark } from "@/ui/mark";

/** What a stranger sees first: one document, without script. */
export function HomePage({ demo }: { demo: { name: string } | null }) {
  return (
    <html lang="en-GB">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta
          name="description"
          content={
            "The client portal for freelancers who work alone. Every date you promise is on a " +
            "page your client can open."
          }
        />
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
            <p>The client portal for freelancers who work alone.</p>
            <p>Every date you promise is on a page your client can open without an account.</p>
            <p>
              When the work is done it thanks your client, asks “Was it up to mark?”, and puts any
              unhappy answer at the top of your list.
            </p>
          </div>
          <a
            href="/sign-in"
            className={`${buttonVariant(demo ? "quiet" : "main")} justify-self-start`}
          >
            Sign in
          </a>
          {demo ? <Demo name={demo.name} /> : null}
        </main>
      </body>
    </html>
  );
}

function Demo({ name }: { name: string }) {
  return (
    <section aria-labelledby="demo" className="border-t border-hairline pt-8">
      <h2 id="demo" className="font-serif text-xl">
        Just looking
      </h2>
      <p className="mt-2 mb-4 text-muted">
        {name} is a made-up studio. Try anything: its emails never leave this computer.
      </p>
      <form method="post" action="/">
        <button type="submit" className={buttonVariant("main")}>
          Open the demo studio
        </button>
      </form>
    </section>
  );
}
