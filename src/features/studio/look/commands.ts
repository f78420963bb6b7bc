import type { Scope } from "@/auth/scope";
import { inTransaction } from "@/db/client";
import { lock } from "@/db/locks";
import { byFreelancer, record } from "@/features/history/commands";
import { say, type StudioKey } from "@/language/say";
import { Refusal } from "@/lib/errors";
import { drawLogo, LEAST_LOGO_SIDE, MOST_SIDE, UnusablePicture } from "@/lib/pictures";
import { changesIn, type Seen } from "@/lib/seen";
import { lookLabels, lookOf, MOST_LOGO_BYTES } from "./rules";
import type { StudioLook } from "./schema";

/** Saves what was changed of the studio's look. Refuses what was changed elsewhere since it was `seen`. */
export async function saveLook(scope: Scope, input: StudioLook, seen: Seen = {}): Promise<void> {
  const { freelancerId } = scope;
  await inTransaction(async (tx) => {
    await lock(tx, scope, { studio: true });
    const studio = await tx.studio.findUniqueOrThrow({
      where: { freelancerId },
      select: { accent: true, welcome: true, siteUrl: true },
    });
    const before = lookOf(studio);
    const { accent, welcome, siteUrl } = {
      ...before,
      ...changesIn(input, before, seen, lookLabels),
    };
    await tx.studio.updateMany({
      where: { freelancerId },
      data: { accent: accent ?? null, welcome, siteUrl: siteUrl ?? null },
    });
    await record(tx, { ...byFreelancer(scope), kind: "look.changed" });
  });
}

/**
 * Makes the studio's logo from a file, in place of the one before. Refuses more than 5 MB as soon as it is more, and
 * whatever is no still picture of a sensible size.
 */
export async function saveLogo(
  scope: Scope,
  { chunks, bytes = 0 }: { chunks: AsyncIterable<Uint8Array>; bytes?: number },
  now: Date,
): Promise<void> {
  if (bytes > MOST_LOGO_BYTES) throw refused("look.refused.heavy");
  const file = await whole(chunks);
  if (file.byteLength === 0) throw refused("look.refused.empty");
  const drawn = await drawLogo(file).catch((error: unknown) => {
    if (error instanceof UnusablePicture) throw refused(whyNoLogo[error.why]);
    throw error;
  });
  const { freelancerId } = scope;
  const logo = { ...drawn, bytes: Buffer.from(drawn.bytes), savedAt: now };
  await inTransaction(async (tx) => {
    await lock(tx, scope, { studio: true });
    await tx.logo.upsert({
      where: { freelancerId },
      create: { freelancerId, ...logo },
      update: { ...logo, version: { increment: 1 } },
    });
    await record(tx, { ...byFreelancer(scope), kind: "logo.saved", at: now });
  });
}

/** Removes the studio's logo, from its pages and from every email that was sent. */
export async function removeLogo(scope: Scope, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    await lock(tx, scope, { studio: true });
    const { count } = await tx.logo.deleteMany({ where: { freelancerId: scope.freelancerId } });
    if (count === 1) await record(tx, { ...byFreelancer(scope), kind: "logo.removed", at: now });
  });
}

async function whole(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.byteLength;
    if (bytes > MOST_LOGO_BYTES) throw refused("look.refused.heavy");
    all.push(chunk);
  }
  return Buffer.concat(all);
}

/** The sentence for each picture that is no logo: it names the field and what to do. */
const whyNoLogo: Record<UnusablePicture["why"], StudioKey> = {
  svg: "look.refused.svg",
  kind: "look.refused.kind",
  broken: "look.refused.broken",
  moving: "look.refused.moving",
  small: "look.refused.small",
  large: "look.refused.large",
};

const refused = (why: StudioKey) =>
  new Refusal("invalid", say(why, { least: LEAST_LOGO_SIDE, most: MOST_SIDE }), "logo");
