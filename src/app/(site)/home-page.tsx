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
          content="The client portal of a freelancer who works alone: every promise visible, every answer asked for."
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
            <p>The client portal of a freelancer who works alone.</p>
            <p>
              It keeps every promise visible, on a page that your client opens without an account.
            </p>
            <p>
              When the work is done it says thank you, asks “was this up to mark?”, and puts the one
              answer that was not in front of you first.
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
        {name} is a studio made up for you to try everything in. Its emails stay on this machine.
      </p>
      <form method="post" action="/">
        <button type="submit" className={buttonVariant("main")}>
          Open the demo studio
        </button>
      </form>
    </section>
  );
}
