import { EMAIL_KINDS, emailKinds, type EmailKind } from "@/features/emails/kinds";
import { LANGUAGES, type Language } from "@/language/languages";
import { localeOf } from "@/language/locale";
import { studioLocaleOf } from "@/language/studio";
import type { FrozenEmail } from "@/mail/words";
import { asSent, samplesOf } from "./emails";
import type { GalleryFacts, Reading } from "./facts";
import { clientPages } from "./pages";
import type { Sample } from "./sample";

export type ShownEmail = { what: string; language: Language; frozen: FrozenEmail };
export type ShownKind = { kind: EmailKind; name: string; emails: ShownEmail[] };
export type ShownPage = { language: Language; html: string; href: string };
export type ShownState = { slug: string; title: string; pages: ShownPage[] };

/** Returns every kind of email in the languages that are asked for. */
export async function collectEmails({ facts, choice }: Reading): Promise<ShownKind[]> {
  const languages = languagesOf(choice);
  const write = async (kind: EmailKind) => {
    // One sample in all its languages, then the next.
    const [first, ...others] = languages.map((language) =>
      samplesOf(kind, facts, localeOf(language)).map((sample) => ({ sample, language })),
    );
    const samples = first!.flatMap((one, index) => [one, ...others.map((other) => other[index]!)]);
    const emails = samples.map(({ sample, language }) => shown(facts, sample, language));
    return {
      kind,
      name: studioLocaleOf("en").t(emailKinds[kind].name),
      emails: await Promise.all(emails),
    };
  };
  return Promise.all(EMAIL_KINDS.map(write));
}

async function shown(facts: GalleryFacts, sample: Sample, language: Language): Promise<ShownEmail> {
  const frozen = await asSent(facts, sample);
  const what = sample.reader === "contact" ? sample.what : `${sample.what} (to the freelancer)`;
  return { what, language, frozen };
}

/** Returns every client page in each of its states, in the languages that are asked for. */
export async function collectPages(
  { facts, choice }: Reading,
  query: string,
): Promise<ShownState[]> {
  // Next refuses a static import of this module in a route.
  const { renderToStaticMarkup } = await import("react-dom/server");
  return clientPages.map(({ slug, title, show }) => ({
    slug,
    title,
    pages: languagesOf(choice).map((language) => {
      const path = pagePath(slug, language);
      const html = `<!doctype html>${renderToStaticMarkup(show(facts, localeOf(language), path))}`;
      return { language, html, href: `${path}${query}` };
    }),
  }));
}

export const pagePath = (slug: string, language: Language) => `/gallery/${slug}/${language}`;

const languagesOf = (choice: Reading["choice"]) => (choice === "all" ? LANGUAGES : [choice]);
