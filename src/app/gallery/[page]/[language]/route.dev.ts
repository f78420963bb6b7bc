import { clientPages } from "@/app/gallery/pages";
import { pagePath } from "@/app/gallery/collect";
import { readFacts } from "@/app/gallery/facts";
import { notFoundDocument, renderDocument } from "@/document/render";
import { languageOf } from "@/language/languages";
import { localeOf } from "@/language/locale";

type Context = { params: Promise<{ page: string; language: string }> };

/** One client page by itself, at the size of the window. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { page, language: asked } = await params;
  const language = languageOf(asked);
  const sample = clientPages.find(({ slug }) => slug === page);
  if (!sample) return notFoundDocument({ locale: localeOf(language), typed: "" });
  const { facts } = readFacts(new URL(request.url).searchParams);
  return renderDocument(sample.show(facts, localeOf(language), pagePath(page, language)));
}
