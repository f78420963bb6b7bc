import { databaseNow } from "@/db/clock";
import { documentOf, documentRoute, found, markupOf, notFoundDocument } from "@/document/render";
import { EmbedPage, lineOf, WallPage } from "@/features/testimonials/wall/components/wall-page";
import {
  readWall,
  wallOf,
  type StoredWall,
  type WallFacts,
} from "@/features/testimonials/wall/queries";
import { hiddenOf } from "@/features/testimonials/wall/rules";
import { IN_EMBED, ON_WALL } from "@/features/testimonials/wall/sql";
import type { Locale } from "@/language/locale";
import { readId, readWallPath, shortId, wallPath, type WallForm } from "@/lib/client-paths";
import { dayIn } from "@/lib/dates";
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
    return lower ? found(wallPath[lower.form](lower.slug)) : notFoundDocument(reader);
  }
  const { slug, form } = wanted;
  const after = readId(searchParams.get("after") ?? "");
  const most = form === "embed" ? IN_EMBED : ON_WALL;
  const stored = await readWall(slug, most, after);
  if (!stored) return notFoundDocument(reader);
  const body = await bodyOf(form, stored, { locale: reader.locale, most, isFirst: after === null });
  return documentOf(body, { headers: headersOf[form] });
});

/** As many bodies as are kept. */
const MOST_KEPT = 200;
const rendered = new Map<string, string>();

/**
 * The body for a stored wall. The database is asked at each request, and whatever it says makes a body of its own: only
 * one that says exactly what it said before, to a reader of the same language on the same day, is not rendered again.
 */
async function bodyOf(
  form: WallForm,
  stored: StoredWall,
  { locale, most, isFirst }: { locale: Locale; most: number; isFirst: boolean },
): Promise<string> {
  const now = databaseNow();
  const today = dayIn(stored.zone, now);
  const key = [form, locale.language, isFirst, today, stored.text].join(" ");
  const earlier = rendered.get(key);
  if (earlier !== undefined) return earlier;
  const body = await bodies[form]({ locale, facts: wallOf(stored, most), isFirst, now });
  if (rendered.size >= MOST_KEPT) rendered.clear();
  rendered.set(key, body);
  return body;
}

const ownPolicy = (ancestors: "*" | "'none'") =>
  "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'none'; " +
  `base-uri 'none'; frame-ancestors ${ancestors}`;

const forAnybody = { "x-robots-tag": "all", vary: "Accept-Language" };

const headersOf: Record<WallForm, Record<string, string>> = {
  page: { ...forAnybody, "content-security-policy": ownPolicy("'none'") },
  embed: {
    ...forAnybody,
    "x-robots-tag": "noindex",
    "cross-origin-resource-policy": "cross-origin",
    "content-security-policy": ownPolicy("*"),
  },
  json: {
    ...forAnybody,
    "x-robots-tag": "noindex",
    "content-type": "application/json",
    "access-control-allow-origin": "*",
    "cross-origin-resource-policy": "cross-origin",
  },
};

type Shown = { locale: Locale; facts: WallFacts; isFirst: boolean; now: Date };

const bodies: Record<WallForm, (shown: Shown) => Promise<string> | string> = {
  page: ({ facts, ...shown }) =>
    markupOf(
      <WallPage
        {...shown}
        facts={facts}
        address={links.wall(facts.slug)}
        older={facts.more ? `${wallPath.page(facts.slug)}?after=${shortId(facts.more)}` : null}
      />,
    ),
  embed: ({ locale, facts, now }) =>
    markupOf(<EmbedPage {...{ locale, facts, now }} address={links.wall(facts.slug)} />),
  json: ({ locale, facts }) => JSON.stringify(asJson(locale, facts)),
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
