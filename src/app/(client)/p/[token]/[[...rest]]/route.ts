import { showStatusPage, takeMessage } from "@/app/(client)/p/serve";
import { documentRoute, notFoundDocument } from "@/document/render";

/** `/p/<token>`, or `/p/<token>/<project>`; anything longer is no page of ours. */
type Context = { params: Promise<{ token: string; rest?: string[] }> };

export const GET = documentRoute(async (_request: Request, { params }: Context) => {
  const { token, rest = [] } = await params;
  return rest.length > 1 ? notFoundDocument() : showStatusPage(token, rest[0] ?? null);
});

export const POST = documentRoute(async (request: Request, { params }: Context, keep) => {
  const { token, rest = [] } = await params;
  return rest.length === 1 && rest[0] ? takeMessage(request, token, rest[0], keep) : notFoundDocument();
});
