import stylesheet from "@/document/stylesheet.json";
import { LANGUAGES, languageNames } from "@/language/languages";
import { FontPreloads } from "@/ui/font-preloads";
import type { ShownEmail, ShownKind, ShownPage, ShownState } from "./collect";
import { fields, labels, type Reading } from "./facts";
import { gallerySheet } from "./gallery-sheet";

type GalleryPageProps = { reading: Reading; kinds: ShownKind[]; states: ShownState[] };

/** Every email and every client page on one page, from the facts in the form. For development alone. */
export function GalleryPage({ reading, kinds, states }: GalleryPageProps) {
  return (
    <html lang="en-GB">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Gallery</title>
        <FontPreloads />
        <link rel="stylesheet" href={stylesheet.href} />
        <link rel="icon" href="/mark.svg" type="image/svg+xml" />
        {/* Its own, so that no class of it gets into the stylesheet of the client's pages. */}
        <style>{gallerySheet}</style>
      </head>
      <body>
        <main>
          <h1>Gallery</h1>
          <p className="quiet">
            Every email and every client page, from made-up facts. Nothing is stored or sent.
          </p>
          <FactsForm reading={reading} />
          <nav aria-label="Contents">
            <ul>
              {[
                ...kinds.map(({ kind, name }) => [kind, name]),
                ...states.map(({ slug, title }) => [slug, title]),
              ].map(([id, name]) => (
                <li key={id}>
                  <a href={`#${id}`}>{name}</a>
                </li>
              ))}
            </ul>
          </nav>
          <h2>Emails</h2>
          {kinds.map(({ kind, name, emails }) => (
            <section key={kind} id={kind}>
              <h3>
                {name} <code>{kind}</code>
              </h3>
              <div className="samples">
                {emails.map((email) => (
                  <Email key={`${email.what} ${email.language}`} email={email} />
                ))}
              </div>
            </section>
          ))}
          <h2>Client pages</h2>
          {states.map(({ slug, title, pages }) => (
            <section key={slug} id={slug}>
              <h3>{title}</h3>
              <div className="samples">
                {pages.map((page) => (
                  <ClientPage key={page.language} title={title} page={page} />
                ))}
              </div>
            </section>
          ))}
        </main>
      </body>
    </html>
  );
}

function FactsForm({ reading: { typed, problems, choice } }: { reading: Reading }) {
  const names = Object.keys(labels) as (keyof typeof labels)[];
  return (
    <form method="get" action="/gallery">
      <label>
        Language
        <select name="language" defaultValue={choice}>
          {LANGUAGES.map((language) => (
            <option key={language} value={language}>
              {languageNames[language]}
            </option>
          ))}
          <option value="all">All, side by side</option>
        </select>
      </label>
      {names.map((name) => (
        <Fact key={name} name={name} value={typed[name]} problem={problems[name]} />
      ))}
      <p className="buttons">
        <button type="submit">Show</button>
        <a href="/gallery">Start over</a>
      </p>
    </form>
  );
}

const DAYS: string[] = ["today", "fromOn", "toOn"];
const LONG: string[] = ["reason", "message", "answer"];

function Fact({
  name,
  value,
  problem,
}: {
  name: keyof typeof labels;
  value: string;
  problem?: string;
}) {
  const described = {
    ...fields[name],
    defaultValue: value,
    "aria-invalid": problem ? true : undefined,
    "aria-describedby": problem ? `${name}-problem` : undefined,
  };
  return (
    <label>
      {labels[name]}
      {LONG.includes(name) ? (
        <textarea {...described} rows={2} />
      ) : (
        <input {...described} type={DAYS.includes(name) ? "date" : "text"} />
      )}
      {problem ? (
        <span id={`${name}-problem`} className="problem">
          ◆ {problem}
        </span>
      ) : null}
    </label>
  );
}

function Email({ email: { what, language, frozen } }: { email: ShownEmail }) {
  const headers = {
    From: frozen.from,
    To: frozen.to,
    ...(frozen.replyTo ? { "Reply-To": frozen.replyTo } : {}),
    Subject: frozen.subject,
    ...frozen.headers,
  };
  return (
    <article>
      <h4>
        {what} <span className="quiet">{languageNames[language]}</span>
      </h4>
      <dl>
        {Object.entries(headers).map(([header, value]) => (
          <div key={header}>
            <dt>{header}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <iframe title={`${what}, as HTML`} sandbox="" srcDoc={frozen.html} loading="lazy" />
      <details>
        <summary>As text</summary>
        <pre>{frozen.text}</pre>
      </details>
    </article>
  );
}

function ClientPage({ title, page }: { title: string; page: ShownPage }) {
  return (
    <article>
      <h4>
        <a href={page.href}>Open alone</a>{" "}
        <span className="quiet">{languageNames[page.language]}</span>
      </h4>
      <iframe
        title={`${title}, ${languageNames[page.language]}`}
        className="page"
        sandbox="allow-same-origin"
        srcDoc={page.html}
        loading="lazy"
      />
    </article>
  );
}
