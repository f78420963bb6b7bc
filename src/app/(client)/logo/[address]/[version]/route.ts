import { findLogo } from "@/features/studio/look/queries";
import { readId } from "@/lib/client-paths";

type Context = { params: Promise<{ address: string; version: string }> };

export const dynamic = "force-dynamic";

/**
 * A studio's logo, for anybody: it is in emails, and its address holds no secret. Kept for a year under the version it
 * has now. An earlier version, which is in emails that were sent, shows the logo of today.
 */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { address, version } = await params;
  const id = readId(address);
  const logo = id && (await findLogo(id));
  if (!logo) return new Response(null, { status: 404, headers: { "cache-control": "no-store" } });
  const isNow = version === `${logo.version}.png`;
  return new Response(new Uint8Array(logo.bytes), {
    headers: {
      "content-type": "image/png",
      "cache-control": isNow ? "public, max-age=31536000, immutable" : "public, max-age=3600",
      "content-security-policy": "default-src 'none'; sandbox",
      "cross-origin-resource-policy": "cross-origin",
      "x-content-type-options": "nosniff",
      "x-robots-tag": "noindex",
    },
  });
}
