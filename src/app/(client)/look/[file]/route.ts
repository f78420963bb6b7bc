import { coloursCss } from "@/lib/colours";

type Context = { params: Promise<{ file: string }> };

/** A colour as the stylesheet of the pages that have it. It is made of its address alone. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const [, digits] = /^([0-9a-f]{6})\.css$/.exec((await params).file) ?? [];
  if (!digits) return new Response(null, { status: 404 });
  return new Response(coloursCss(`#${digits}`), {
    headers: {
      "content-type": "text/css; charset=utf-8",
      // A week: a later version of the product may compute it in another way.
      "cache-control": "public, max-age=604800",
      "cross-origin-resource-policy": "cross-origin",
      "x-content-type-options": "nosniff",
    },
  });
}
