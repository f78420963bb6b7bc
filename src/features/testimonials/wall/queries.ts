import type { Scope } from "@/auth/scope";
import { db, readRows } from "@/db/client";
import type { HiddenFor } from "@/db/enums";
import { daysOffOf, hoursOf } from "@/features/studio/rules";
import { languageOf } from "@/language/languages";
import type { Look } from "@/lib/look";
import { pageOf } from "@/lib/page-of";
import { answeredWithin } from "./rules";
import { ON_WALL, wallSql } from "./sql";

/** A wall as JSON from the database: instants are text. */
type Raw = {
  slug: string;
  studio: Look & {
    freelancerName: string;
    zone: string;
    hours: unknown;
    country: string | null;
    daysOff: unknown;
  };
  asked: number;
  answered: number;
  shown: number;
  hidden: Partial<Record<HiddenFor, number>>;
  quotes: {
    id: string;
    text: string;
    name: string;
    language: string;
    givenAt: string;
    editedAt: string | null;
    reply: string;
    repliedAt: string | null;
  }[];
};

/** A wall as it comes out of the database: its JSON, and the studio's zone. */
export type StoredWall = { text: string; zone: string };

/**
 * Returns what is stored of the wall at an address, in one round trip: with as many testimonials as are asked for and
 * one more, the newest first or those after a given one. Null where there is none. Nothing in it is older than the
 * request.
 */
export async function readWall(
  slug: string,
  most: number,
  after: string | null,
): Promise<StoredWall | null> {
  const [row] = await readRows<StoredWall>("wall", wallSql, [slug, after, most + 1]);
  return row ?? null;
}

/** Returns the wall at an address as `wallOf` reads it; null where there is none. */
export async function findWall(slug: string, most = ON_WALL, after: string | null = null) {
  const stored = await readWall(slug, most, after);
  return stored && wallOf(stored, most);
}

/** Reads a stored wall, with at most so many testimonials. */
export function wallOf({ text }: StoredWall, most: number) {
  const { studio, quotes, ...raw } = JSON.parse(text) as Raw;
  const { hours, country, daysOff, ...shown } = studio;
  const working = {
    zone: studio.zone,
    hours: hoursOf(hours),
    isOff: daysOffOf({ country, daysOff }),
  };
  const { rows, more } = pageOf(quotes, most);
  return {
    ...raw,
    studio: shown,
    more,
    quotes: rows.map(({ givenAt, editedAt, repliedAt, reply, language, ...quote }) => {
      const at = new Date(givenAt);
      const answeredAt = repliedAt ? new Date(repliedAt) : null;
      return {
        ...quote,
        language: languageOf(language),
        givenAt: at,
        editedAt: editedAt ? new Date(editedAt) : null,
        reply: answeredAt && {
          text: reply,
          repliedAt: answeredAt,
          took: answeredWithin(at, answeredAt, working),
        },
      };
    }),
  };
}

export type WallFacts = ReturnType<typeof wallOf>;
export type Quote = WallFacts["quotes"][number];

/** Returns the address of the studio's wall, or null while it has none. */
export async function findOwnWall(scope: Scope): Promise<string | null> {
  const wall = await db().wall.findUnique({
    where: { freelancerId: scope.freelancerId },
    select: { slug: true },
  });
  return wall?.slug ?? null;
}
