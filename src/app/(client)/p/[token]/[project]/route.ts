import { documentRoute } from "@/document/render";
import { showStatusPage, takeMessage } from "@/app/(client)/p/serve";

type Context = { params: Promise<{ token: string; project: string }> };

export const GET = documentRoute(async (_request: Request, { params }: Context) => {
  const { token, project } = await params;
  return showStatusPage(token, project);
});

export const POST = documentRoute(async (request: Request, { params }: Context) => {
  const { token, project } = await params;
  return takeMessage(request, token, project);
});
