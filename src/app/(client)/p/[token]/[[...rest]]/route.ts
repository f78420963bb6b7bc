import { openPage } from "@/app/(client)/p/open-page";
import { takeMessage, takeUpdateFrequency } from "@/app/(client)/p/serve";
import { documentRoute, notFoundDocument, responseOf } from "@/document/render";

/**
 * `/p/<token>`, or `/p/<token>/<project>`; anything longer is no page of ours. A choice is posted
 * to `/p/<token>/<project>/updates`.
 */
type Context = { params: Promise<{ token: string; rest?: string[] }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  return responseOf(await openPage(request, await params));
}

export const POST = documentRoute(async (request: Request, { params }: Context, reader) => {
  const { token, rest = [] } = await params;
  const [project, part] = rest;
  if (rest.length === 2 && project && part === "updates")
    return takeUpdateFrequency({ request, reader, token, project });
  return rest.length === 1 && project
    ? takeMessage({ request, reader, token, project })
    : notFoundDocument(reader.locale);
});
