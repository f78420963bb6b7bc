import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { notFound } from "@/lib/errors";
import { lookColumns } from "./rules";

/** Returns the studio's look, its welcome line, and how many bytes its logo has. */
export async function getLook({ freelancerId }: Scope) {
  const studio = await db().studio.findUnique({
    where: { freelancerId },
    select: { ...lookColumns, welcome: true },
  });
  if (!studio) throw notFound("studio");
  const [size] = await db().$queryRaw<{ bytes: number }[]>`
    SELECT length("bytes") AS "bytes" FROM "Logo" WHERE "freelancerId" = ${freelancerId}::uuid`;
  return { ...studio, logoBytes: size?.bytes ?? 0 };
}

/** Returns the logo at a public address, for anybody; null where there is none. */
export async function findLogo(
  address: string,
): Promise<{ bytes: Uint8Array; version: number } | null> {
  return db().logo.findUnique({ where: { address }, select: { bytes: true, version: true } });
}
