import { leadToOwnPage } from "@/app/(client)/p/serve";
import { takeFile } from "@/app/(client)/p/serve-files";
import { documentRoute } from "@/document/render";

type Context = { params: Promise<{ token: string; project: string }> };

/** After a refused file this is the address in the bar. */
export const GET = documentRoute(async (_request: Request, { params }: Context, reader) => {
  const { token, project } = await params;
  return leadToOwnPage(reader, token, project);
});

export const POST = documentRoute(async (request: Request, { params }: Context, reader) => {
  const { token, project } = await params;
  return takeFile(request, reader, token, project);
});
