import { takeFile } from "@/app/(client)/p/serve-files";
import { documentRoute } from "@/document/render";

type Context = { params: Promise<{ token: string; project: string }> };

export const POST = documentRoute(async (request: Request, { params }: Context, reader) => {
  const { token, project } = await params;
  return takeFile(request, reader, token, project);
});
