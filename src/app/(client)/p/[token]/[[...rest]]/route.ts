import { showStatusPage, takeMessage, takeUpdateFrequency } from "@/app/(client)/p/serve";
import { documentRoute, notFoundDocument } from "@/document/render";

/** `/p/<token>`, or `/p/<token>/<project>`; anything longer is no page of ours. A choice is posted to `/p/<token>/<project>/news`. */
type Context = { params: Promise<{ token: string; rest?: string[] }> };

export const GET = documentRoute(async (_request: Request, { params }: Context, reader) => {
  const { token, rest = [] } = await params;
  return rest.length > 1
    ? notFoundDocument(reader.locale)
    : showStatusPage(reader, token, rest[0] ?? null);
});

export const POST = documentRoute(async (request: Request, { params }: Context, reader) => {
  const { token, rest = [] } = await params;
  if (rest.length === 2 && rest[0] && rest[1] === "updates")
    return takeUpdateFrequency(request, reader, token, rest[0]);
  return rest.length === 1 && rest[0]
    ? takeMessage(request, reader, token, rest[0])
    : notFoundDocument(reader.locale);
});
