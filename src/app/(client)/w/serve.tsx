import { databaseNow } from "@/db/clock";
import { documentRoute, found, notFoundDocument, renderDocument } from "@/document/render";
import { EmbedPage, lineOf, WallPage } from "@/features/testimonials/wall/components/wall-page";
import { findWall, type WallFacts } from "@/features/testimonials/wall/queries";
import { hiddenOf } from "@/features/testimonials/wall/rules";
import { IN_EMBED, ON_WALL } from "@/features/testimonials/wall/sql";
import type { Locale } from "@/language/locale";
import { readId, readWallPath, shortId, wallPath, type WallForm } from "@/lib/client-paths";
import { links } from "@/lib/links";

/**
 * A wall in each of its forms, for anybody. Nothing may keep it, so that what was removed or hidden is gone with the
 * next request; it sets no cookie and has no form.
 */
export const showWall = documentRoute(async (request: Request, _context: unknown, reader) => {
  const { pathname, searchParams } = new URL(request.url);
  const wanted = readWallPath(pathname);
  if (!wanted) {
    const lower = readWallPath(pathname.toLowerCase());
    return lower ? found(wallPath[lower.form](lower.slug)) : notFoundDocument(reader.locale);
  }
  const { slug, form } = wanted;
  const after = readId(searchParams.get("after") ?? "");
  const facts = await findWall(slug, form === "embed" ? IN_EMBED : ON_WALL, after);
  if (!facts) return notFoundDocument(reader.locale);
  return shows[form]({ locale: reader.locale, facts, isFirst: after === null });
});

type Shown = { locale: Locale; facts: WallFacts; isFirst: boolean };

const ownPolicy = (ancestors: "*" | "'none'") =>
  "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'none'; " +
  `base-uri 'none'; frame-ancestors ${ancestors}`;

const forAnybody = { "x-robots-tag": "all", vary: "Accept-Language" };

const shows: Record<WallForm, (shown: Shown) => Promise<Response> | Response> = {
  page: ({ locale, facts, isFirst }) =>
    renderDocument(
      <WallPage
        {...{ locale, facts, isFirst }}
        address={links.wall(facts.slug)}
        older={facts.more ? `${wallPath.page(facts.slug)}?after=${shortId(facts.more)}` : null}
        now={databaseNow()}
      />,
      { headers: { ...forAnybody, "content-security-policy": ownPolicy("'none'") } },
    ),
  embed: ({ locale, facts }) =>
    renderDocument(
      <EmbedPage {...{ locale, facts }} address={links.wall(facts.slug)} now={databaseNow()} />,
      {
        headers: {
          ...forAnybody,
          "x-robots-tag": "noindex",
          "cross-origin-resource-policy": "cross-origin",
          "content-security-policy": ownPolicy("*"),
        },
      },
    ),
  json: ({ locale, facts }) =>
    Response.json(asJson(locale, facts), {
      headers: {
        "cache-control": "no-store",
        "access-control-allow-origin": "*",
        "cross-origin-resource-policy": "cross-origin",
        "x-robots-tag": "noindex",
        vary: "Accept-Language",
      },
    }),
};

function asJson(locale: Locale, facts: WallFacts) {
  const { slug, studio, asked, answered, shown, quotes, more } = facts;
  return {
    studio: studio.name,
    address: links.wall(slug),
    line: lineOf(locale, facts),
    counts: {
      asked,
      answered,
      shown,
      hidden: Object.fromEntries(
        hiddenOf(facts).reasons.map(({ hiddenFor, count }) => [hiddenFor.toLowerCase(), count]),
      ),
    },
    testimonials: quotes.map(({ text, name, language, givenAt, editedAt, reply }) => ({
      text,
      name,
      language,
      givenAt,
      editedAt,
      reply: reply && { text: reply.text, repliedAt: reply.repliedAt, within: reply.took },
    })),
    next: more ? links.page(`${wallPath.json(slug)}?after=${shortId(more)}`) : null,
  };
}
