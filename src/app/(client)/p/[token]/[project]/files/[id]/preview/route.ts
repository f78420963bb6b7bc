import { givePreview } from "@/app/(client)/p/serve-files";
import { documentRoute } from "@/document/render";

type Context = { params: Promise<{ token: string; project: string; id: string }> };

export const GET = documentRoute(async (request: Request, { params }: Context, reader) => {
  const { token, project, id } = await params;
  return givePreview(request, reader, { token, project, id });
});
