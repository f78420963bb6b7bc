import { documentRoute } from "@/document/render";
import { showStatusPage } from "@/app/(client)/p/serve";

type Context = { params: Promise<{ token: string }> };

export const GET = documentRoute(async (_request: Request, { params }: Context) => showStatusPage((await params).token, null));
